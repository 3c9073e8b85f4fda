// SPDX-License-Identifier: MIT
// Every text that reports say themselves, in each language.
//
// French: no-break space before a colon, narrow no-break space before other tall marks and units
// of per cent, typographic apostrophe; `{}` stands for the same thing in the same order.
#pragma once

#include <array>
#include <string_view>

namespace reports {

struct said_in {
  std::string_view english;
  std::string_view french;
};

inline constexpr std::array catalogue{
    // Comparisons
    said_in{"Before and now", "Avant et maintenant"},
    said_in{"Changes", "Changements"},
    said_in{"The ratio is the time now / the time before: above 1 is slower. The interval holds "
            "the true ratio with 95% confidence.",
            "Le rapport est le temps de maintenant / le temps d’avant\u00A0: au-dessus de 1, c’est "
            "plus "
            "lent. L’intervalle contient le vrai rapport avec une confiance de 95\u202F%."},
    said_in{"Changes, with the threshold", "Changements, avec le seuil"},
    said_in{"The time now / the time before, with its 95% interval: the dot is right of 1 where it "
            "is slower. What counts is beyond the threshold with all of its interval, and more. At "
            "most {} rows are drawn, the worst first.",
            "Le temps de maintenant / le temps d’avant, avec son intervalle à 95\u202F%\u00A0: le "
            "point est à droite de 1 là où c’est plus lent. Ce qui compte est au-delà du seuil "
            "avec tout son intervalle, et davantage. Au plus {} lignes sont tracées, les pires "
            "d’abord."},
    said_in{"now / before", "maintenant / avant"},
    said_in{"workload, backend, workers", "charge, backend, travailleurs"},
    said_in{"legs before", "mesures avant"},
    said_in{"legs now", "mesures maintenant"},
    said_in{"compared by", "comparés par"},
    said_in{"time / serial time", "temps / temps séquentiel"},
    said_in{"time, beside the other backends", "temps, à côté des autres backends"},
    said_in{"amount", "quantité"},
    said_in{"slower", "plus lent"},
    said_in{"faster", "plus rapide"},
    said_in{"same", "pareil"},
    said_in{"cannot tell", "on ne peut dire"},
    said_in{"gone", "disparu"},
    said_in{"new", "nouveau"},
    said_in{
        "Rows: {}. Slower by more than {} %: {}; faster: {}; the same within that: {}; too "
        "noisy or too few legs to tell: {}; gone: {}; new: {}.",
        "Lignes\u00A0: {}. Plus lentes de plus de {}\u202F%\u00A0: {}\u202F; plus rapides\u00A0: "
        "{}\u202F; pareilles à cela près\u00A0: {}\u202F; trop de bruit ou trop peu de mesures "
        "pour "
        "le dire\u00A0: {}\u202F; disparues\u00A0: {}\u202F; nouvelles\u00A0: {}."},
    said_in{"The two runs differ in {}: {} before, {} now.",
            "Les deux mesures diffèrent par {}\u00A0: {} avant, {} maintenant."},
    said_in{"Rows without the time of serial code count only beyond what the same work changed on "
            "the other backends, for the machine may have changed its speed between the two runs; "
            "without others nothing is said.",
            "Les lignes sans temps du code séquentiel ne comptent qu’au-delà de ce que le même "
            "travail a changé sur les autres backends, car la machine peut avoir changé de vitesse "
            "entre les deux mesures\u202F; sans autres, rien n’est dit."},
    said_in{
        "A row is slower or faster when the rank test of Mann and Whitney finds it beyond the "
        "threshold; chance alone does that in one comparison of {}. Below {} legs a side nothing "
        "is said.",
        "Une ligne est plus lente ou plus rapide quand le test de rangs de Mann et Whitney le "
        "trouve au-delà du seuil\u202F; le hasard seul le fait dans une comparaison sur {}. En "
        "dessous de {} mesures de chaque côté, rien n’est dit."},
    said_in{"now: {}", "maintenant\u00A0: {}"},
    said_in{"{} tasks before, {} now", "{} tâches avant, {} maintenant"},
    said_in{"before: {}", "avant\u00A0: {}"},
    said_in{"Backends as a whole", "Les backends dans leur ensemble"},
    said_in{"Each row that is compared by serial time gives one value, its ratio; shown is their "
            "median, with the interval that holds the true one with 95% confidence. Single rows "
            "may have changed otherwise.",
            "Chaque ligne comparée par le temps séquentiel donne une valeur, son rapport\u202F; on "
            "voit leur médiane, avec l’intervalle qui contient la vraie avec une confiance de "
            "95\u202F%. Des lignes seules ont pu changer autrement."},
    said_in{"rows", "lignes"},
    said_in{"slower rows", "lignes plus lentes"},
    said_in{"faster rows", "lignes plus rapides"},
    said_in{"(all)", "(toutes)"},
    said_in{"{} rows", "{} lignes"},
    said_in{"A backend as a whole is slower or faster when more than half of its rows are, beyond "
            "the threshold and chance, and its rounds, too, as their legs share the state of the "
            "machine; chance alone does that in less than one comparison of {}.",
            "Un backend dans son ensemble est plus lent ou plus rapide quand plus de la moitié de "
            "ses lignes le sont, au-delà du seuil et du hasard, et ses tours aussi, dont les "
            "mesures partagent l’état de la machine. Le hasard seul fait cela dans moins d’une "
            "comparaison sur {}."},
    // Benchmarks
    said_in{"Benchmark of the backends", "Comparaison des backends"},
    said_in{"backend", "backend"},
    said_in{"workers", "travailleurs"},
    said_in{"median per task", "médiane par tâche"},
    said_in{"minimum per task", "minimum par tâche"},
    said_in{"median from", "médiane de"},
    said_in{"median to", "médiane à"},
    said_in{"span", "portée"},
    said_in{"pairs", "paires"},
    said_in{"not yet", "pas encore"},
    said_in{"median CPU per task", "médiane du temps processeur par tâche"},
    said_in{"time / {}'s", "temps / celui de {}"},
    said_in{"standing", "rang"},
    said_in{"best", "meilleur"},
    said_in{"as good", "aussi bon"},
    said_in{"behind", "derrière"},
    said_in{"efficiency", "efficacité"},
    said_in{"bound of speedup", "borne de l’accélération"},
    said_in{"most memory", "mémoire au plus"},
    said_in{"the machine was disturbed each time", "la machine a été dérangée à chaque fois"},
    said_in{" The speedup is the serial code's time / the backend's, with its 95% interval; the "
            "efficiency is the speedup / the workers.",
            " L’accélération est le temps du code séquentiel / celui du backend, avec son "
            "intervalle à 95\u202F%\u202F; l’efficacité est l’accélération / le nombre de "
            "travailleurs."},
    said_in{"serial code", "code séquentiel"},
    said_in{"speedup from", "accélération de"},
    said_in{"speedup to", "accélération à"},
    said_in{"disturbed", "dérangé"},
    said_in{"wrong", "faux"},
    said_in{"Time of a run", "Temps d’une exécution"},
    said_in{"On the most workers: the median time of a run of the whole workload, with its 95% "
            "interval, beside that of the serial code.",
            "Avec le plus de travailleurs\u00A0: le temps médian d’une exécution de toute la "
            "charge, avec son intervalle à 95\u202F%, à côté de celui du code séquentiel."},
    said_in{"Hard on: {}. ", "Éprouve\u00A0: {}. "},
    said_in{"Work {} ms, span {} ms: no more than {} times as fast as on one worker. ",
            "Travail {}\u202Fms, chemin critique {}\u202Fms\u00A0: au plus {} fois plus rapide "
            "qu’avec un travailleur. "},
    said_in{"spawn overhead", "coût de création"},
    said_in{"latency", "latence"},
    said_in{"computation", "calcul"},
    said_in{"memory bandwidth", "débit mémoire"},
    said_in{"irregular", "irrégularité"},
    said_in{"dependencies", "dépendances"},
    said_in{"blocking", "attente"},
    said_in{"Time compared with {}", "Temps comparé à {}"},
    said_in{"On the most workers: the backend's time / that of {}, in pairs that ran side by side "
            "where there are such, with the 95% interval from six pairs on; above 1 is slower. The "
            "best is marked, and what is as good, for it cannot be told from the best.",
            "Avec le plus de travailleurs\u00A0: le temps du backend / celui de {}, par paires "
            "exécutées côte à côte là où il y en a, avec l’intervalle à 95\u202F% à partir de six "
            "paires\u202F; au-dessus de 1, c’est plus lent. Le meilleur est marqué, et ce qui est "
            "aussi bon, car cela ne se distingue pas du meilleur."},
    said_in{"Speedup over serial code", "Accélération par rapport au code séquentiel"},
    said_in{
        "On the most workers: the serial code's time / the backend's, with its 95% interval. "
        "No scheduler gains more than work and span allow; the machine is what as many bare "
        "threads gain by computing alone.",
        "Avec le plus de travailleurs\u00A0: le temps du code séquentiel / celui du backend, "
        "avec son intervalle à 95\u202F%. Aucun ordonnanceur ne gagne plus que ne le permettent "
        "le travail et le chemin critique\u202F; la machine est ce que gagnent autant de "
        "threads nus qui ne font que calculer."},
    said_in{"bound", "borne"},
    said_in{"machine", "machine"},
    said_in{"work / span", "travail / chemin critique"},
    said_in{"Most memory", "Mémoire au plus"},
    said_in{"On the most workers: what the leg's process had resident at most, the workload's own "
            "data included; the median of the legs.",
            "Avec le plus de travailleurs\u00A0: la mémoire résidente maximale du processus de la "
            "mesure, données de la charge comprises\u202F; la médiane des mesures."},
    said_in{"On the most workers, {} is the fastest, or not to be told from it, on {} of {}.",
            "Avec le plus de travailleurs, {} est le plus rapide, ou ne s’en distingue pas, pour "
            "{} sur {}."},
    said_in{"Speedups beyond {} cannot be seen on this machine.",
            "Cette machine ne montre pas d’accélération au-delà de {}."},
    said_in{"{} processor", "{} processeur"},
    said_in{"{} processors", "{} processeurs"},
    said_in{"The control, {} beside itself: a ratio of {}, with an interval from {} to {}, which "
            "contains 1.",
            "Le témoin, {} à côté de lui-même\u00A0: un rapport de {}, avec un intervalle de {} à "
            "{}, qui contient 1."},
    said_in{"The control, {} beside itself: a ratio of {}, with an interval from {} to {}, which "
            "does not contain 1: smaller differences say nothing here.",
            "Le témoin, {} à côté de lui-même\u00A0: un rapport de {}, avec un intervalle de {} à "
            "{}, qui ne contient pas 1\u00A0: des différences plus petites ne disent rien ici."},
    said_in{"Work and span are unknown: {}. ",
            "Travail et chemin critique sont inconnus\u00A0: {}. "},
    said_in{"{} bare threads compute {} times as fast as one here.",
            "{} threads nus calculent ici {} fois plus vite qu’un seul."},
    said_in{"The machine was disturbed during {}: they do not count.",
            "La machine a été dérangée pendant {}, qui ne comptent pas."},
    said_in{"{} repetition", "{} répétition"},
    said_in{"{} repetitions", "{} répétitions"},
    said_in{"Not all that disturbs could be watched: {}.",
            "Tout ce qui dérange n’a pu être surveillé\u00A0: {}."},
    said_in{"tasks", "tâches"},
    said_in{"repetitions", "répétitions"},
    said_in{"problem", "problème"},
    said_in{"workload", "charge"},
    said_in{"Times", "Temps"},
    said_in{"the answer was not checked", "la réponse n’a pas été vérifiée"},
    said_in{
        "Wall time of a repetition, divided by its tasks; less is better. The ratio compares it "
        "with {} on as many workers; a backend without a number of workers chooses them itself.",
        "Temps réel d’une répétition divisé par son nombre de tâches\u202F; moins, c’est mieux. "
        "Le rapport le compare à {} avec autant de travailleurs\u202F; un backend sans nombre de "
        "travailleurs les choisit lui-même."},
    said_in{"Where the numbers come from", "D’où viennent les nombres"},
    said_in{"The machine, the build and the moment of this benchmark.",
            "La machine, la compilation et le moment de cette mesure."},
    said_in{"what", "quoi"},
    said_in{"value", "valeur"},
    said_in{"{} on {}: {}, {} without numbers.", "{} sur {}\u00A0: {}, dont {} sans nombres."},
    said_in{"{} backend", "{} backend"},
    said_in{"{} backends", "{} backends"},
    said_in{"{} workload", "{} charge"},
    said_in{"{} workloads", "{} charges"},
    said_in{"{} result", "{} résultat"},
    said_in{"{} results", "{} résultats"},
    // What a task costs
    said_in{"Benchmark of what a task costs", "Mesure de ce que coûte une tâche"},
    said_in{"What a task costs", "Ce que coûte une tâche"},
    said_in{
        "The spread is the median absolute deviation from the median; the ratio is the median "
        "over the rounds of the reference's cost / this one, with its 95% interval from six "
        "rounds on. The best has the least median of a work on so many workers; as good is who "
        "cannot be told from it, for the interval of their ratio, round by round, holds 1.",
        "La dispersion est l’écart absolu médian à la médiane\u202F; le rapport est la médiane, "
        "sur les tours, du coût de la référence divisé par celui-ci, avec son intervalle à "
        "95\u202F% à partir de six tours. Le meilleur a la plus petite médiane d’un travail "
        "avec tant de travailleurs\u202F; est aussi bon qui ne s’en distingue pas, car "
        "l’intervalle de leur rapport, tour par tour, contient 1."},
    said_in{
        "The time of a task, with all that submitting it and waiting for it takes; less is "
        "better.",
        "Le temps d’une tâche, avec tout ce que prennent son envoi et son attente\u202F; moins, "
        "c’est mieux."},
    said_in{"How long a trip takes", "Ce que dure un aller-retour"},
    said_in{
        "From the submission of one task to its result, on a pool that is warm, idle (paused) or "
        "busy: the time of the median trip, and those that 90 and 99 of 100 trips do not exceed.",
        "De l’envoi d’une tâche à son résultat, sur un pool chaud, au repos (paused) ou "
        "occupé\u00A0: le temps de l’aller-retour médian, et ceux que 90 et 99 sur 100 ne "
        "dépassent pas."},
    said_in{"90th percentile", "90e centile"},
    said_in{"99th percentile", "99e centile"},
    said_in{"How small a task may be", "Jusqu’où une tâche peut être petite"},
    said_in{
        "The METG: how long a task keeps its worker where half of that time is work and half "
        "is overhead; less is better. It is unknown where two grains do not enclose it.",
        "La METG\u00A0: combien de temps une tâche occupe son travailleur quand la moitié de ce "
        "temps est du travail utile et l’autre un surcoût\u202F; moins, c’est mieux. Elle est "
        "inconnue quand deux grains ne l’encadrent pas."},
    said_in{"METG", "METG"},
    said_in{"Memory and idle pools", "Mémoire et pools au repos"},
    said_in{"Bytes of an outstanding future, and the processor time of a pool that has nothing to "
            "do, in two seconds; less is better.",
            "Les octets d’un future en attente, et le temps processeur d’un pool qui n’a rien à "
            "faire, en deux secondes\u202F; moins, c’est mieux."},
    said_in{"What adapters cost", "Ce que coûtent les adaptateurs"},
    said_in{"The cost with our futures on a library / the cost straight on it, in the same rounds: "
            "1 is as much.",
            "Le coût avec nos futures sur une bibliothèque / le coût de celle-ci seule, dans les "
            "mêmes tours\u00A0: 1, c’est autant."},
    said_in{"The reference pool beside others", "Le pool de référence à côté des autres"},
    said_in{"The reference's cost / the competitor's, the median of the rounds with its 95% "
            "interval: below 1 the reference costs less, and 0.10 is a tenth. The best is marked, "
            "and what is as good, for it cannot be told from the best. A dash: that competitor "
            "takes no part, or its METG is not known.",
            "Le coût de la référence / celui du concurrent, médiane des tours avec son intervalle "
            "à 95\u202F%\u00A0: au-dessous de 1, la référence coûte moins, et 0,10 est un "
            "dixième. Le meilleur est marqué, et ce qui est aussi bon, car cela ne se distingue "
            "pas du meilleur. Un tiret\u00A0: ce concurrent n’y participe pas, ou son METG n’est "
            "pas connu."},
    said_in{"reference", "référence"},
    said_in{"work", "travail"},
    said_in{"competitor", "concurrent"},
    said_in{"median cost", "coût médian"},
    said_in{"unit", "unité"},
    said_in{"spread", "dispersion"},
    said_in{"n = {}", "n = {}"},
    said_in{"reference / this", "référence / celui-ci"},
    said_in{"rounds", "tours"},
    said_in{"bytes", "octets"},
    said_in{"ratio", "rapport"},
    said_in{"Targets", "Objectifs"},
    said_in{
        "What the reference may cost at most, by itself or in comparison; the interval holds the "
        "true median with 95% confidence.",
        "Ce que la référence peut coûter au plus, seule ou en comparaison\u202F; l’intervalle "
        "contient la vraie médiane avec une confiance de 95\u202F%."},
    said_in{"compared with", "comparée à"},
    said_in{"measured", "mesuré"},
    said_in{"interval from", "intervalle de"},
    said_in{"to", "à"},
    said_in{"at most", "au plus"},
    said_in{"verdict", "verdict"},
    said_in{"met", "atteint"},
    said_in{"missed", "manqué"},
    said_in{"{} at {}; of {} {} met, {} not measured.",
            "{} pour {}\u202F; sur {}, atteints\u00A0: {}, non mesurés\u00A0: {}."},
    said_in{"{} competitor", "{} concurrent"},
    said_in{"{} competitors", "{} concurrents"},
    said_in{"{} work", "{} travail"},
    said_in{"{} works", "{} travaux"},
    said_in{"{} target", "{} objectif"},
    said_in{"{} targets", "{} objectifs"},
    // Plots of benchmarks
    said_in{"{}: speedup", "{}\u00A0: accélération"},
    said_in{"speedup", "accélération"},
    said_in{"ideal", "idéal"},
    said_in{
        "The serial code's time divided by the time on so many workers: the median, with its 95% "
        "interval from six repetitions on. The ideal line is as many times as fast as there are "
        "workers.",
        "Le temps du code séquentiel divisé par le temps avec tant de travailleurs\u00A0: la "
        "médiane, avec son intervalle à 95\u202F% à partir de six répétitions. La droite idéale "
        "est autant de fois plus rapide qu’il y a de travailleurs."},
    said_in{
        "The backend's own time on one worker divided by that on so many workers: the median, "
        "with its 95% interval from six repetitions on. The ideal line is as many times as fast "
        "as there are workers.",
        "Le temps du backend lui-même avec un travailleur divisé par celui avec tant de "
        "travailleurs\u00A0: la médiane, avec son intervalle à 95\u202F% à partir de six "
        "répétitions. La droite idéale est autant de fois plus rapide qu’il y a de "
        "travailleurs."},
    said_in{" Only the first {} of {} are drawn.", " Seuls les {} premiers sur {} sont tracés."},
    said_in{"{}: compared pair by pair", "{}\u00A0: comparaison paire par paire"},
    said_in{
        "The reference's time divided by the backend's, one circle for each pair; the dot is "
        "their median, with its 95% interval from six pairs on. Right of 1 the backend is faster "
        "than the reference.",
        "Le temps de la référence divisé par celui du backend, un cercle par paire\u202F; le point "
        "est leur médiane, avec son intervalle à 95\u202F% à partir de six paires. À droite de 1, "
        "le backend est plus rapide que la référence."},
    said_in{"reference / backend", "référence / backend"},
    said_in{"backend, workers", "backend, travailleurs"},
    said_in{"as fast", "aussi rapide"},
    said_in{"{}: cost of a task", "{}\u00A0: coût d’une tâche"},
    said_in{"{}: time of a trip", "{}\u00A0: temps d’un aller-retour"},
    said_in{"{}: the least grain", "{}\u00A0: le plus petit grain"},
    said_in{"{}: with the adapter / without", "{}\u00A0: avec l’adaptateur / sans"},
    said_in{"{}: memory of a future", "{}\u00A0: mémoire d’un future"},
    said_in{"{}: processor time of a pool", "{}\u00A0: temps de processeur d’un pool"},
    said_in{"Ratios, with the bounds of the targets", "Rapports, avec les bornes des objectifs"},
    said_in{
        "The reference's cost / the other's, one circle for each round, divided by the most "
        "that the target allows; the dot is the median, with its 95% interval from six rounds "
        "on. Left of 1 the target is met.",
        "Le coût de la référence / celui de l’autre, un cercle par tour, divisé par le plus que "
        "l’objectif permet\u202F; le point est la médiane, avec son intervalle à 95\u202F% à "
        "partir de six tours. À gauche de 1, l’objectif est atteint."},
    said_in{"ratio / bound", "rapport / borne"},
    said_in{"work, compared with, workers", "travail, comparé à, travailleurs"},
    said_in{
        "Each circle is a round; the dot is their median, with its 95% interval from six rounds "
        "on. Less is better.",
        "Chaque cercle est un tour\u202F; le point est leur médiane, avec son intervalle à "
        "95\u202F% à partir de six tours. Moins, c’est mieux."},
    said_in{"{}: time by grain", "{}\u00A0: temps selon le grain"},
    said_in{
        "How long a worker is there for a task, by the work in it at the best rate that anybody "
        "reached: medians of the rounds, less is better. Crosses are the METG, the medians of the "
        "table.",
        "Combien de temps un travailleur est là pour une tâche, selon le travail utile qu’elle "
        "contient au meilleur débit atteint\u00A0: médianes des tours, moins, c’est mieux. Les "
        "croix sont les METG, médianes du tableau."},
    said_in{"work in a task", "travail utile d’une tâche"},
    said_in{"time per task", "temps par tâche"},
    said_in{"half is work", "moitié utile"},
    said_in{"{}: times of trips", "{}\u00A0: temps des allers-retours"},
    said_in{
        "Which part of the trips took no longer than so much: the further left, the quicker. "
        "Medians "
        "of the rounds, of those parts that ten trips of a round or more are beyond.",
        "Quelle part des allers-retours n’a pas duré davantage\u00A0: plus c’est à gauche, plus "
        "c’est rapide. Médianes des tours, pour les parts au-delà desquelles il y a au moins dix "
        "allers-retours d’un tour."},
    said_in{"time of a trip", "temps d’un aller-retour"},
    said_in{"part of the trips", "part des allers-retours"},
    said_in{" Left out: {}.", " Non tracés\u00A0: {}."},
    said_in{"series", "série"},
    said_in{"cost", "coût"},
    said_in{"competitor, workers", "concurrent, travailleurs"},
    // Conformance
    said_in{"Conformance of the backends", "Conformité des backends"},
    said_in{"Behaviours by backends", "Comportements par backend"},
    said_in{"Refused: the backend does not claim what the behaviour needs, and tests have shown "
            "that it says so.",
            "Refusé\u00A0: le backend ne prétend pas avoir ce qu’il faut au comportement, et des "
            "tests ont montré qu’il le dit."},
    said_in{"Behaviours of the library itself", "Comportements de la bibliothèque elle-même"},
    said_in{"In these no backend can differ.", "Ici, aucun backend ne peut différer."},
    said_in{"Failures", "Échecs"},
    said_in{"The tests that failed, and what they said.",
            "Les tests qui ont échoué, et ce qu’ils ont dit."},
    said_in{"subject", "sujet"},
    said_in{"behaviour", "comportement"},
    said_in{"result", "résultat"},
    said_in{"test", "test"},
    said_in{"{} behaviour", "{} comportement"},
    said_in{"{} behaviours", "{} comportements"},
    said_in{"{} on {}: {} pass, {} refused, {} FAIL.",
            "{} sur {}\u00A0: réussis\u00A0: {}, refusés\u00A0: {}, échecs\u00A0: {}."},
    said_in{"All behaviours are there in {} of {}: {}.",
            "Tous les comportements sont là dans {} sur {}\u00A0: {}."},
    said_in{"None of {} has all behaviours.", "Aucun des {} n’a tous les comportements."},
    said_in{"{} of the library itself: {} pass, {} FAIL.",
            "{} de la bibliothèque elle-même\u00A0: réussis\u00A0: {}, échecs\u00A0: {}."},
    said_in{"pass", "réussi"},
    said_in{"FAIL", "ÉCHEC"},
    // Several records
    said_in{"Results", "Résultats"},
    // Grades
    said_in{"Grades: {}", "Notes\u00A0: {}"},
    said_in{"Grades", "Notes"},
    said_in{"Points of each submission, in all and by check.",
            "Points de chaque rendu, au total et par contrôle."},
    said_in{"submission", "rendu"},
    said_in{"exercise", "exercice"},
    said_in{"points", "points"},
    said_in{"of", "sur"},
    said_in{"Checks", "Contrôles"},
    said_in{"How many submissions ended each check how; inconclusive and refused checks cost no "
            "points.",
            "Combien de rendus ont terminé chaque contrôle, et comment\u202F; les contrôles non "
            "concluants ou refusés ne coûtent aucun point."},
    said_in{"check", "contrôle"},
    said_in{"title", "titre"},
    said_in{"Virtual time", "Temps virtuel"},
    said_in{
        "Makespan by number of workers, in the time that one operation takes; (optimum) is the "
        "shortest possible.",
        "Durée totale selon le nombre de travailleurs, en durées d’une opération\u202F; (optimum) "
        "est la plus courte possible."},
    said_in{"(optimum)", "(optimum)"},
    said_in{"operations", "opérations"},
    said_in{"any number of workers", "travailleurs à volonté"},
    said_in{"{} worker", "{} travailleur"},
    said_in{"{} workers", "{} travailleurs"},
    said_in{"What happened", "Ce qui s’est passé"},
    said_in{"Why each submission got its verdict, and the mistakes found in it.",
            "Pourquoi chaque rendu a reçu son verdict, et les erreurs qui y ont été trouvées."},
    said_in{"message", "message"},
    said_in{"mistakes found", "erreurs trouvées"},
    said_in{"{} submission", "{} rendu"},
    said_in{"{} submissions", "{} rendus"},
    said_in{"{}: {}", "{}\u00A0: {}"},
    said_in{"; median {}", "\u202F; médiane {}"},
    said_in{"; median {} of {}", "\u202F; médiane {} sur {}"},
    said_in{
        "The verdict internal is a fault of ours and counts against nobody: grade it again.",
        "Une faute interne est une faute de notre part et ne compte contre personne\u00A0: notez "
        "de nouveau."},
    said_in{"How the grades are distributed", "Répartition des notes"},
    said_in{"Submissions by their points: each bar counts those from its left edge up to, but not "
            "with, the next one's. The line is the median.",
            "Les rendus selon leurs points\u00A0: chaque barre compte ceux qui vont de son bord "
            "gauche à celui de la suivante, non compris. Le trait est la médiane."},
    said_in{"submissions", "rendus"},
    said_in{"median", "médiane"},
    // Verdicts and how checks end, as records have them
    said_in{"ok", "réussi"},
    said_in{"partial", "partiel"},
    said_in{"wrong_value", "valeur fausse"},
    said_in{"compile_error", "erreur de compilation"},
    said_in{"exception", "exception"},
    said_in{"crash", "plantage"},
    said_in{"deadlock", "interblocage"},
    said_in{"timeout", "temps dépassé"},
    said_in{"memory", "mémoire dépassée"},
    said_in{"output", "sortie excessive"},
    said_in{"forbidden", "interdit"},
    said_in{"internal", "faute interne"},
    said_in{"passed", "réussi"},
    said_in{"failed", "échoué"},
    said_in{"skipped", "sauté"},
    said_in{"inconclusive", "non concluant"},
    said_in{"refused", "refusé"},
    // What formats and the program say
    said_in{"The numbers of this plot", "Les nombres de ce tracé"},
    said_in{"stands for what is unknown or was not measured.",
            "remplace ce qui est inconnu ou n’a pas été mesuré."},
    said_in{"Filter", "Filtrer"},
    said_in{"Filter the rows of {}", "Filtrer les lignes de {}"},
    said_in{"{} of {} rows", "{} lignes sur {}"},
    said_in{"The plots are left out: {}.", "Les tracés manquent\u00A0: {}."},
    said_in{"there is no gnuplot here; install gnuplot-nox",
            "il n’y a pas de gnuplot ici\u202F; installez gnuplot-nox"},
    said_in{"they are a file beside this one; name it by --out",
            "ils forment un fichier à côté de celui-ci\u202F; nommez-le par --out"},
    said_in{"gnuplot took longer than {} s", "gnuplot a pris plus de {} s"},
    said_in{"gnuplot failed: {}", "gnuplot a échoué\u00A0: {}"},
    said_in{"gnuplot made no PDF", "gnuplot n’a pas fait de PDF"},
    said_in{"gnuplot did not draw all of them", "gnuplot ne les a pas tous faits"},
};

}  // namespace reports
