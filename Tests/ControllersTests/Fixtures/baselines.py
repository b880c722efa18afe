#!/usr/bin/env python3
"""Independent calculation of the baselines short-m and ASC with other stopping rules. Python 3.11+, no packages.

  baselines.py runs STORES      the runs on the bundled stores: baseline-runs.json
  baselines.py lead             probabilities that the leader's share is the largest: lead-probabilities.json

It shares no code and no formula with the Swift package. The stopping rules are decided in whole numbers where they can be:
entropy as a comparison of products of powers, majority and the beta rule as fractions. The Dirichlet probability of the runs
is that of a race: shares under Dirichlet(v + 1) are ordered as the times at which equally fast Poisson processes have had
v + 1 arrivals each, so the leader's is the largest if its process is the last to get there; each arrival is any running
process's with equal probability. That of the table is the integral over the leader's time, term by term in exact fractions.
"""
import hashlib, itertools, json, math, random, sys
from collections import Counter
from fractions import Fraction
from functools import lru_cache

STORES = [f"{model}/{benchmark}" for model in ("Synth-S", "Synth-M", "Synth-L") for benchmark in ("search", "held-out")]

# Controller, parameters, seeds.
SETTINGS = [
    ("ASCEntropy", {"max_samples": 64, "threshold": 0.75}, 100),
    ("ASCEntropy", {"max_samples": 16, "threshold": 0.5}, 20),
    ("ASCEntropy", {"max_samples": 128, "threshold": 0.9}, 20),
    ("ASCMajority", {"max_samples": 64, "threshold": 0.8}, 100),
    ("ASCMajority", {"max_samples": 16, "threshold": 0.6}, 20),
    ("ASCMajority", {"max_samples": 128, "threshold": 1.0}, 20),
    ("ASCDirichlet", {"max_samples": 64, "threshold": 0.95}, 100),
    ("ASCDirichlet", {"max_samples": 16, "threshold": 0.875}, 20),
    ("ASCDirichlet", {"max_samples": 32, "threshold": 0.99}, 20),
    ("ShortM", {"chains": 64, "finished": 16}, 100),
    ("ShortM", {"chains": 64, "finished": 1}, 20),
    ("ShortM", {"chains": 64, "finished": 3}, 20),
    ("ShortM", {"chains": 16, "finished": 4}, 20),
    ("ShortM", {"chains": 8, "finished": 9}, 20),
    ("ShortM", {"chains": 200, "finished": 32}, 20),
]


def majority(answers):
    return Counter(answers).most_common(1)[0][0] if answers else None


# The rules of ASC: the answers so far (two at least), the threshold; whether to stop.


def entropy(answers, threshold):
    """H2 / log2(classes) <= p / q, with both sides times q * n, as powers of 2."""
    counts = list(Counter(answers).values())
    if len(counts) == 1:
        counts.append(1)
    n, (p, q) = sum(counts), Fraction(str(threshold)).as_integer_ratio()
    return n ** (n * q) <= len(counts) ** (n * p) * math.prod(c**c for c in counts) ** q


def most(answers, threshold):
    return Fraction(max(Counter(answers).values()), len(answers)) >= Fraction(str(threshold))


def dirichlet(answers, threshold):
    counts = [count for _, count in Counter(answers).most_common(5)]
    if len(counts) < 3:
        top1, top2 = (counts + [0])[:2]
        n = top1 + top2 + 1
        return Fraction(sum(math.comb(n, k) for k in range(top1 + 1)), 2**n) > Fraction(threshold)
    probability = race(counts[0] + 1, tuple(c + 1 for c in counts[1:]))
    if abs(probability - threshold) < 1e-9:
        sys.exit(f"{counts}: too close to {threshold} to tell")
    return probability >= threshold


@lru_cache(None)
def race(lead, others):
    """The probability that the leader is the last to get its arrivals; `others` in descending order, none 0."""
    if lead == 0:
        return 0.0
    if not others:
        return 1.0
    total = race(lead - 1, others)
    for i, rest in enumerate(others):
        left = others[:i] + others[i + 1 :] + ((rest - 1,) if rest > 1 else ())
        total += race(lead, tuple(sorted(left, reverse=True)))
    return total / (1 + len(others))


def asc(branches, delta, rule, max_samples, threshold):
    answers, tokens = [], 0
    for _, total, final in branches[:max_samples]:
        answers.append(final)
        tokens += total
        if len(answers) >= 2 and rule(answers, threshold):
            break
    return majority(answers), tokens, tokens


def short_m(branches, delta, chains, finished):
    """Round 0 is the first advance of each branch; a branch with K probes finishes in round K."""
    opened = branches[:chains]
    order = sorted((len(probes), place) for place, (probes, _, _) in enumerate(opened))
    last = order[min(finished, len(order)) - 1][0]
    cost = [
        max(total, len(probes) * delta) if len(probes) <= last else (last + 1) * delta for probes, total, _ in opened
    ]
    done = [place for rounds, place in order if rounds <= last]
    votes = Counter(opened[place][2] for place in done)
    first = {}
    for place in done:
        first.setdefault(opened[place][2], place)
    answer = min(first, key=lambda answer: (-votes[answer], cost[first[answer]]))
    return answer, sum(cost), max(cost)


RULES = {"ASCEntropy": entropy, "ASCMajority": most, "ASCDirichlet": dirichlet}


def run(name, branches, delta, params):
    if name == "ShortM":
        return short_m(branches, delta, **params)
    return asc(branches, delta, RULES[name], **params)


def evaluate(questions, name, params, seeds):
    lines, correct, tokens, sequential = [], 0, 0, 0
    for seed in range(seeds):
        for question in questions:
            branches = list(question["each_branch"])
            random.Random(seed).shuffle(branches)
            answer, cost, longest = run(name, branches, question["probe_freq"], params)
            correct += answer == question["gold_answer"]
            tokens += cost
            sequential += longest
            lines.append(f"{answer}\t{cost}")
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return {"correct": correct, "tokens": tokens, "sequentialTokens": sequential, "sha256": digest}


def lead(counts):
    """The exact probability that the first share is the largest.

    The integral over x of the leader's Gamma density times the product of 1 - exp(-x) sum_{k <= v} x^k / k! over the others,
    multiplied out: one term for each subset of the others, a polynomial times exp(-(size + 1) x).
    """
    total = Fraction(0)
    for size in range(len(counts)):
        for subset, times in Counter(itertools.combinations(counts[1:], size)).items():
            polynomial = [Fraction(1)]
            for count in subset:
                product = [Fraction(0)] * (len(polynomial) + count)
                for (i, a), k in itertools.product(enumerate(polynomial), range(count + 1)):
                    product[i + k] += a / math.factorial(k)
                polynomial = product
            for k, a in enumerate(polynomial):
                arrivals = counts[0] + k
                factor = Fraction(math.factorial(arrivals), math.factorial(counts[0]) * (size + 1) ** (arrivals + 1))
                total += (-1) ** size * times * a * factor
    return total


def lead_counts():
    """All kinds of counts: few, many, equal, far apart, and at random; the highest first."""
    yield from ([1], [7], [1, 1], [5, 3], [64, 0], [300, 280])
    yield from ([60, 1, 1, 1, 1], [124, 1, 1, 1, 1], [1, 1, 1], [1, 1, 1, 1, 1], [12] * 5, [40] * 5, [100] * 3)
    yield from ([2, 1, 1], [3, 2, 1], [22, 21, 21], [30, 30, 1, 1, 1], [32, 16, 8, 4, 2], [90, 60, 30, 1, 1], [300, 250, 5])
    yield from ([25, 13, 12, 2, 1], [14, 6, 4, 1, 1], [10, 4, 1, 1, 1], [20, 10, 10, 10, 10], [13, 12, 12, 12, 12])
    numbers = random.Random(2305)
    for _ in range(75):
        classes, most = numbers.randint(3, 5), numbers.choice((4, 12, 40))
        yield sorted((numbers.randint(1, most) for _ in range(classes)), reverse=True)


def main(argv):
    if argv[:1] == ["lead"]:
        rows = [json.dumps(counts + [float(lead(counts))]) for counts in lead_counts()]
    else:
        rows = []
        for store in STORES:
            questions = json.load(open(f"{argv[1]}/{store}.json", encoding="utf-8"))
            for name, params, seeds in SETTINGS:
                setting = {"store": store, "controller": name, "params": params, "seeds": seeds}
                rows.append(json.dumps(setting | evaluate(questions, name, params, seeds)))
    print("[\n" + ",\n".join(rows) + "\n]")


if __name__ == "__main__":
    main(sys.argv[1:])
