#!/usr/bin/env python3
"""Paired comparisons, computed without this package.

  comparisons.py ORACLE.py STORES bundled > comparisons.json
  comparisons.py ORACLE.py STORES published > published-comparisons.json

The runs come from the project's oracle, the resamples from numpy's PCG64 (200 000 of them). Accuracies are percent,
differences first minus second; a question is won where the first setting is right under more seeds. Of several stores,
each one's questions are resampled by themselves, and the figure is the mean of the stores' means.
"""
import importlib.util, json, random, sys
import numpy

RESAMPLES = 200_000
PAIRS = {
    "bundled": [
        (20, ["Synth-M/search"], ("CMC", {"beta": 1.0}), ("SC", {"max_samples": 64})),
        (20, ["Synth-M/search"], ("CMC", {"beta": 0.0}), ("SC", {"max_samples": 64})),
        (20, ["Synth-L/held-out"], ("ASC", {"max_samples": 64}), ("SC", {"max_samples": 4})),
        (20, ["Synth-S/search"], ("SC", {"max_samples": 1}), ("SC", {"max_samples": 64})),
        (10, ["Synth-S/held-out", "Synth-L/search"], ("CMC", {"beta": 0.5}), ("ESC", {"max_samples": 64})),
    ],
    "published": [
        (100, ["Qwen3-8B/aime24"], ("CMC", {"beta": 1.0}), ("SC", {"max_samples": 64})),
    ],
}


def load(path):
    spec = importlib.util.spec_from_file_location("oracle", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def runs(oracle, questions, seeds, name, params):
    """Right runs and tokens of each question, summed over the seeds."""
    correct, tokens = [], []
    for question in questions:
        right = spent = 0
        for seed in range(seeds):
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
    """The interval of the mean over stores; values and draws are given store by store."""
    means = sum(own[drawn].mean(axis=1) for own, drawn in zip(values, draws)) / len(values)
    return [float(end) for end in numpy.percentile(means, [2.5, 97.5])]


def compare(oracle, generator, directory, seeds, stores, first, second):
    sides, draws = ([], []), []
    for store in stores:
        questions = json.load(open(f"{directory}/{store}.json", encoding="utf-8"))
        for side, setting in zip(sides, (first, second)):
            side.append(runs(oracle, questions, seeds, *setting))
        draws.append(generator.integers(0, len(questions), (RESAMPLES, len(questions))))
    correct, tokens = ([[run[kind] for run in side] for side in sides] for kind in (0, 1))
    gain = [ours - theirs for ours, theirs in zip(*correct)]
    return {
        "stores": stores, "seeds": seeds,
        "first": {"controller": first[0], "params": first[1]},
        "second": {"controller": second[0], "params": second[1]},
        "correct": [[int(own.sum()) for own in side] for side in correct],
        "tokens": [[int(own.sum()) for own in side] for side in tokens],
        "firstAccuracy": interval([100 * own / seeds for own in correct[0]], draws),
        "accuracy": interval([100 * own / seeds for own in gain], draws),
        "averageTokens": interval([(ours - theirs) / seeds for ours, theirs in zip(*tokens)], draws),
        "won": sum(int((own > 0).sum()) for own in gain), "lost": sum(int((own < 0).sum()) for own in gain),
        "tied": sum(int((own == 0).sum()) for own in gain),
    }


def main(path, directory, which):
    oracle = load(path)
    generator = numpy.random.default_rng(2026)
    print(json.dumps([compare(oracle, generator, directory, *pair) for pair in PAIRS[which]], indent=1))


main(*sys.argv[1:])
