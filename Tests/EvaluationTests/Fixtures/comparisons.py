#!/usr/bin/env python3
"""Paired comparisons on the bundled stores, computed without this package.

  comparisons.py ORACLE.py STORES > comparisons.json

The runs come from the project's oracle, the resamples from numpy's PCG64 (200 000 of them). Accuracies are percent,
differences first minus second; a question is won where the first setting is right under more seeds.
"""
import importlib.util, json, random, sys
import numpy

SEEDS = range(20)
RESAMPLES = 200_000
PAIRS = [
    ("Synth-M/search", ("CMC", {"beta": 1.0}), ("SC", {"max_samples": 64})),
    ("Synth-M/search", ("CMC", {"beta": 0.0}), ("SC", {"max_samples": 64})),
    ("Synth-L/held-out", ("ASC", {"max_samples": 64}), ("SC", {"max_samples": 4})),
    ("Synth-S/search", ("SC", {"max_samples": 1}), ("SC", {"max_samples": 64})),
]


def load(path):
    spec = importlib.util.spec_from_file_location("oracle", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def runs(oracle, questions, name, params):
    """Right runs and tokens of each question, summed over the seeds."""
    correct, tokens = [], []
    for question in questions:
        right = spent = 0
        for seed in SEEDS:
            order = list(range(len(question["each_branch"])))
            random.Random(seed).shuffle(order)
            episode = oracle.Episode(question, order)
            if name in oracle.DISCOVERED:
                answer = oracle.DISCOVERED[name](episode, params["beta"])
            else:
                answer = oracle.CONTROLLERS[name](episode, **params)
            right += answer == question["gold_answer"]
            spent += sum(episode.tokens)
        correct.append(right)
        tokens.append(spent)
    return numpy.array(correct), numpy.array(tokens)


def interval(values, draws):
    means = values[draws].mean(axis=1)
    return [float(end) for end in numpy.percentile(means, [2.5, 97.5])]


def main(path, stores):
    oracle = load(path)
    generator = numpy.random.default_rng(2026)
    result = []
    for store, first, second in PAIRS:
        questions = json.load(open(f"{stores}/{store}.json", encoding="utf-8"))
        (c1, t1), (c2, t2) = (runs(oracle, questions, *setting) for setting in (first, second))
        n = len(SEEDS)
        draws = generator.integers(0, len(questions), (RESAMPLES, len(questions)))
        result.append({
            "store": store, "seeds": n,
            "first": {"controller": first[0], "params": first[1]},
            "second": {"controller": second[0], "params": second[1]},
            "correct": [int(c1.sum()), int(c2.sum())], "tokens": [int(t1.sum()), int(t2.sum())],
            "firstAccuracy": interval(100 * c1 / n, draws),
            "accuracy": interval(100 * (c1 - c2) / n, draws),
            "averageTokens": interval((t1 - t2) / n, draws),
            "won": int((c1 > c2).sum()), "lost": int((c1 < c2).sum()), "tied": int((c1 == c2).sum()),
        })
    print(json.dumps(result, indent=1))


main(*sys.argv[1:])
