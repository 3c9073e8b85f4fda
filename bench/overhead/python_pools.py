# SPDX-License-Identifier: MIT
"""Times Python's own executors, for lab-bench; prints the answer, and then the seconds.

Usage: python_pools.py threads|processes WORKERS flood TASKS
       python_pools.py threads|processes WORKERS trips COUNT PAUSE_SECONDS
"""

import concurrent.futures
import sys
import time


def itself(x):
    return x


def add_one(x):
    return x + 1


def flood(pool, tasks):
    """Submits all tasks, then reads all results."""
    begin = time.perf_counter()
    all_futures = [pool.submit(itself, i) for i in range(tasks)]
    answer = sum(each.result() for each in all_futures)
    return answer, [time.perf_counter() - begin]


def trips(pool, count, pause_seconds):
    """One task after the other, each timed by itself."""
    done, seconds = 0, []
    for _ in range(count):
        if pause_seconds > 0:
            time.sleep(pause_seconds)
        begin = time.perf_counter()
        done = pool.submit(add_one, done).result()
        seconds.append(time.perf_counter() - begin)
    return done, seconds


def main(kind, workers, work, count, pause_seconds="0"):
    make = {
        "threads": concurrent.futures.ThreadPoolExecutor,
        "processes": concurrent.futures.ProcessPoolExecutor,
    }[kind]
    with make(int(workers)) as pool:
        flood(pool, 100)  # starts the workers; does not count
        if work == "flood":
            answer, seconds = flood(pool, int(count))
        else:
            answer, seconds = trips(pool, int(count), float(pause_seconds))
    print(answer, *seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
