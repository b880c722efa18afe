extension QuestionBank {
  /// The problems of the search set.
  static let searchQuestions: [SynthesisQuestion] = [
    SynthesisQuestion(
      name: "restless-climber", difficulty: 2, answer: 109,
      text: #"""
        A robot climbs a staircase of $14$ steps. Each move takes it up $1$, $2$ or $3$ steps, and it never \#
        makes two moves of the same size in a row. In how many ways can it get from the floor to the top step?
        """#),
    SynthesisQuestion(
      name: "mirror-sum", difficulty: 5, answer: 225,
      text: #"""
        For a four-digit number $n$, let $r(n)$ be the number read when its digits are written in the opposite \#
        order, so that $r(1200) = 0021 = 21$. For how many four-digit numbers $n$ is $n + r(n)$ divisible by \#
        $37$?
        """#),
    SynthesisQuestion(
      name: "king-crossing", difficulty: 4, answer: 226,
      text: #"""
        A chess king stands on a corner square of a $5 \times 5$ board. In how many ways can it reach the \#
        opposite corner in exactly $6$ moves, if it may visit squares more than once? (A king moves to any of \#
        the up to eight squares that touch its own.)
        """#),
    SynthesisQuestion(
      name: "area-two", difficulty: 6, answer: 64,
      text: #"""
        How many triangles of area exactly $2$ have all three vertices among the $16$ points $(x, y)$ with \#
        integers $0 \le x, y \le 3$?
        """#),
    SynthesisQuestion(
      name: "square-modulus", difficulty: 7, answer: 2174,
      text: #"""
        Find the least positive integer $n$ for which $n^2 + n + 1$ is divisible by $7^2 \cdot 13^2$.
        """#),
    SynthesisQuestion(
      name: "proper-bracelets", difficulty: 6, answer: 29,
      text: #"""
        A bracelet is made of $9$ beads on a ring, each red, green or blue, and no two neighbouring beads have \#
        the same colour. Two bracelets are the same if one can be turned or flipped over to look like the other. \#
        How many different bracelets are there?
        """#),
    SynthesisQuestion(
      name: "misere-pile", difficulty: 4, answer: 400,
      text: #"""
        Two players take turns removing $1$, $4$ or $6$ stones from a pile, and whoever takes the last stone \#
        loses. For how many starting sizes from $1$ to $1000$ can the second player force a win? (A player may \#
        take $4$ or $6$ stones only if the pile has that many.)
        """#),
    SynthesisQuestion(
      name: "odd-coefficients", difficulty: 7, answer: 36,
      text: #"""
        When $(1 + x)(1 + x^2)(1 + x^3) \cdots (1 + x^{12})$ is multiplied out, how many of the coefficients are \#
        odd?
        """#),
    SynthesisQuestion(
      name: "root-remainders", difficulty: 3, answer: 3216,
      text: #"""
        For a positive integer $k$ let $\rho(k)$ be the remainder when $k$ is divided by $\lfloor \sqrt{k} \#
        \rfloor$. Find $\rho(1) + \rho(2) + \cdots + \rho(500)$.
        """#),
    SynthesisQuestion(
      name: "climbing-dice", difficulty: 5, answer: 1303,
      text: #"""
        A fair die is rolled $6$ times. The probability that no roll is smaller than the one before it and that \#
        at least one six is rolled equals $\frac{m}{n}$ in lowest terms. Find $m + n$.
        """#),
    SynthesisQuestion(
      name: "sixty-degrees", difficulty: 6, answer: 30,
      text: #"""
        How many triangles, no two of them congruent, have integer sides, a perimeter of at most $60$ and an \#
        angle of exactly $60^\circ$?
        """#),
    SynthesisQuestion(
      name: "three-apart", difficulty: 2, answer: 2197,
      text: #"""
        How many subsets of $\{1, 2, \dots, 15\}$, the empty set included, contain no two numbers that differ by \#
        exactly $3$?
        """#),
    SynthesisQuestion(
      name: "square-time", difficulty: 2, answer: 51,
      text: #"""
        A digital clock shows the hour from $1$ to $12$ and the minutes from $00$ to $59$. For how many of its \#
        $720$ displays is the hour multiplied by the minutes a positive perfect square?
        """#),
    SynthesisQuestion(
      name: "heptagon-frog", difficulty: 4, answer: 3434,
      text: #"""
        A frog sits on a vertex of a regular heptagon. Each jump takes it one vertex clockwise or two vertices \#
        counterclockwise. How many of the $2^{14}$ possible sequences of $14$ jumps bring it back to where it \#
        began?
        """#),
    SynthesisQuestion(
      name: "lopsided-fractions", difficulty: 3, answer: 30,
      text: #"""
        How many ordered pairs $(a, b)$ of positive integers satisfy $\frac{1}{a} + \frac{2}{b} = \frac{1}{36}$?
        """#),
    SynthesisQuestion(
      name: "lonely-white", difficulty: 9, answer: 14811,
      text: #"""
        The $15$ cells of a $3 \times 5$ grid are each painted black or white so that every white cell shares a \#
        side with at least one black cell. In how many ways can this be done?
        """#),
    SynthesisQuestion(
      name: "never-three", difficulty: 8, answer: 2160,
      text: #"""
        In how many orders $a_1, a_2, \dots, a_8$ can the numbers $1, 2, \dots, 8$ be written so that of the \#
        sums $a_1 + a_2 + \cdots + a_k$ with $1 \le k \le 8$ only the last, which is $36$, is divisible by $3$?
        """#),
    SynthesisQuestion(
      name: "two-bases", difficulty: 8, answer: 291,
      text: #"""
        How many positive integers $n \le 2000$ have the same sum of digits in base $2$ as in base $3$?
        """#),
    SynthesisQuestion(
      name: "powers-of-three", difficulty: 5, answer: 146,
      text: #"""
        Find the largest integer $e$ such that $2^e$ divides $(3^1 - 1)(3^2 - 1)(3^3 - 1) \cdots (3^{60} - 1)$.
        """#),
    SynthesisQuestion(
      name: "real-sums", difficulty: 5, answer: 58,
      text: #"""
        Let $\omega = e^{2 \pi i / 60}$. For how many pairs of integers $(j, k)$ with $0 \le j < k < 60$ is \#
        $\omega^j + \omega^k$ a real number?
        """#),
    SynthesisQuestion(
      name: "four-puddles", difficulty: 2, answer: 2766,
      text: #"""
        A path leads from $(0, 0)$ to $(8, 8)$ by steps of length one to the right or up, and avoids the four \#
        puddles at $(3, 3)$, $(3, 6)$, $(6, 3)$ and $(6, 6)$. How many such paths are there?
        """#),
    SynthesisQuestion(
      name: "loose-squares", difficulty: 7, answer: 747,
      text: #"""
        In how many ways can some squares of size $2 \times 2$, possibly none, be placed on the cells of a $4 \#
        \times 7$ board so that they follow the grid and no two overlap? Placements that differ by a turn or a \#
        reflection of the board count separately.
        """#),
    SynthesisQuestion(
      name: "shy-sequence", difficulty: 9, answer: 73,
      text: #"""
        Let $a_1 = 1$, and for $n \ge 1$ let $a_{n+1}$ be the least integer above $a_n$ for which none of $a_1 + \#
        a_{n+1}, a_2 + a_{n+1}, \dots, a_n + a_{n+1}$ is a perfect square. Find $a_{25}$.
        """#),
    SynthesisQuestion(
      name: "thrice-is-once", difficulty: 6, answer: 5902,
      text: #"""
        How many functions $f$ from $\{1, 2, 3, 4, 5, 6\}$ to itself satisfy $f(f(f(x))) = f(x)$ for every $x$?
        """#),
    SynthesisQuestion(
      name: "rook-and-diagonal", difficulty: 10, answer: 6,
      text: #"""
        A rook stands on the square $(a, b)$ of an $8 \times 8$ board, with $1 \le a, b \le 8$. Two players take \#
        turns moving it any positive number of squares to the left or any positive number of squares down. It \#
        must never stop on a square $(k, k)$ with $2 \le k \le 8$, though it may pass over one. A player who \#
        cannot move loses. From how many of the $56$ squares with $a \ne b$ does the player who moves second \#
        win, if both play perfectly?
        """#),
    SynthesisQuestion(
      name: "three-more-divisors", difficulty: 10, answer: 5,
      text: #"""
        Let $d(n)$ be the number of positive divisors of $n$. For how many positive integers $n \le 2000$ is \#
        $d(n) = d(n + 1) + 3$?
        """#),
    SynthesisQuestion(
      name: "whole-chords", difficulty: 8, answer: 42,
      text: #"""
        How many chords of the circle $x^2 + y^2 = 625$ have both endpoints at points with integer coordinates \#
        and a length that is an integer?
        """#),
    SynthesisQuestion(
      name: "three-coins", difficulty: 4, answer: 30,
      text: #"""
        A country has coins of $11$, $13$ and $17$ cents only. How many positive whole amounts of cents cannot \#
        be paid exactly?
        """#),
    SynthesisQuestion(
      name: "over-ten", difficulty: 7, answer: 436,
      text: #"""
        Seven cards numbered $1$ to $7$ are shuffled and turned over one at a time until the numbers turned over \#
        add up to more than $10$. The expected number of cards turned over is $\frac{m}{n}$ in lowest terms. \#
        Find $m + n$.
        """#),
    SynthesisQuestion(
      name: "odd-faced-cube", difficulty: 9, answer: 128,
      text: #"""
        Each of the $12$ edges of a cube is painted red or blue so that every face has an odd number of red \#
        edges among its four. In how many ways can this be done, if the cube may not be turned?
        """#),
  ]
}
