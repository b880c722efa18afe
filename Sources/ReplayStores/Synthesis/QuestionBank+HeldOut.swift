extension QuestionBank {
  /// The problems of the held-out set.
  static let heldOutQuestions: [SynthesisQuestion] = [
    SynthesisQuestion(
      name: "nine-letters", difficulty: 4, answer: 174,
      text: #"""
        How many words of $9$ letters use each of the letters $A$, $B$ and $C$ exactly three times and never \#
        have the same letter twice in a row?
        """#),
    SynthesisQuestion(
      name: "self-power", difficulty: 6, answer: 270,
      text: #"""
        For how many integers $n$ with $1 \le n \le 1100$ is $n^n - 1$ divisible by $11$?
        """#),
    SynthesisQuestion(
      name: "balanced-rectangles", difficulty: 3, answer: 896,
      text: #"""
        On a chessboard of $8 \times 8$ squares, how many of the rectangles bounded by grid lines contain as \#
        many black squares as white ones?
        """#),
    SynthesisQuestion(
      name: "tromino-floor", difficulty: 9, answer: 170,
      text: #"""
        In how many ways can a floor of $3 \times 6$ unit squares be covered, without gaps or overlaps, by six \#
        trominoes? A tromino covers three unit squares, in a row or in an L, and may be turned or reflected.
        """#),
    SynthesisQuestion(
      name: "odd-and-different", difficulty: 5, answer: 209,
      text: #"""
        In how many ways can $60$ be written as a sum of different odd positive integers, if the order of the \#
        summands does not matter?
        """#),
    SynthesisQuestion(
      name: "box-triangle", difficulty: 7, answer: 14,
      text: #"""
        How many triangles, no two of them congruent, have integer sides whose product is $14400$?
        """#),
    SynthesisQuestion(
      name: "tower-sum", difficulty: 8, answer: 3,
      text: #"""
        Find the remainder when $3^{3^0} + 3^{3^1} + 3^{3^2} + \cdots + 3^{3^{40}}$ is divided by $1000$.
        """#),
    SynthesisQuestion(
      name: "shunned-corner", difficulty: 5, answer: 7203,
      text: #"""
        An ant walks along the edges of a cube from vertex to vertex. How many walks of $10$ edges begin and end \#
        at the vertex $A$ and never visit the vertex opposite to $A$?
        """#),
    SynthesisQuestion(
      name: "rising-palindromes", difficulty: 4, answer: 45,
      text: #"""
        How many five-digit palindromes are divisible by $7$ and have a middle digit larger than their first \#
        digit?
        """#),
    SynthesisQuestion(
      name: "distant-neighbours", difficulty: 9, answer: 490,
      text: #"""
        The numbers $1$ to $8$ are seated round a table so that any two neighbours differ by at least $2$. Two \#
        seatings that differ by a turn of the table are the same; mirror images are different. How many seatings \#
        are there?
        """#),
    SynthesisQuestion(
      name: "seen-twice", difficulty: 8, answer: 288,
      text: #"""
        A point of the plane with integer coordinates is seen from another such point if no third lies on the \#
        segment between them. How many points $(x, y)$ with integers $1 \le x, y \le 30$ are seen both from $(0, \#
        0)$ and from $(1, 0)$?
        """#),
    SynthesisQuestion(
      name: "lazy-lamplighter", difficulty: 7, answer: 38,
      text: #"""
        A corridor has $600$ lamps, numbered $1$ to $600$ and all off. For each $k$ from $1$ to $600$ that is \#
        not a multiple of $3$, somebody switches every lamp whose number is a multiple of $k$. How many lamps \#
        are on at the end?
        """#),
    SynthesisQuestion(
      name: "odd-staircases", difficulty: 4, answer: 15,
      text: #"""
        In how many ways can $2880$ be written as a sum of two or more consecutive odd positive integers?
        """#),
    SynthesisQuestion(
      name: "longest-run", difficulty: 5, answer: 2334,
      text: #"""
        A coin is tossed $13$ times. In how many of the $2^{13}$ possible sequences does the longest run of \#
        equal tosses have length exactly $4$?
        """#),
    SynthesisQuestion(
      name: "spread-sum", difficulty: 4, answer: 3084,
      text: #"""
        For a non-empty set of integers, let its spread be the largest member minus the smallest. Find the sum \#
        of the spreads of all non-empty subsets of $\{1, 2, \dots, 9\}$.
        """#),
    SynthesisQuestion(
      name: "roots-apart", difficulty: 4, answer: 65,
      text: #"""
        For how many pairs of integers $(b, c)$ with $1 \le b, c \le 40$ does $x^2 + bx + c = 0$ have two \#
        integer solutions that differ by at least $3$?
        """#),
    SynthesisQuestion(
      name: "sole-winner", difficulty: 2, answer: 600,
      text: #"""
        Five players play a tournament in which everyone plays everyone else once and no game is drawn. In how \#
        many of the $2^{10}$ possible outcomes does one player win more games than each of the other four?
        """#),
    SynthesisQuestion(
      name: "acute-clock", difficulty: 6, answer: 96,
      text: #"""
        How many triangles with vertices among those of a regular $24$-gon are acute and isosceles, but not \#
        equilateral? Congruent triangles in different places count separately.
        """#),
    SynthesisQuestion(
      name: "thue-morse-sum", difficulty: 9, answer: 1000,
      text: #"""
        Let $t(n)$ be the number of ones in the binary form of $n$. Find $\sum_{n=0}^{1000} (-1)^{t(n)} \, n$.
        """#),
    SynthesisQuestion(
      name: "tied-corners", difficulty: 10, answer: 290,
      text: #"""
        The cells of a $3 \times 3$ grid hold non-negative integers so that each row and each column adds up to \#
        $9$, and the top left and the bottom right cell hold the same number. In how many ways can the grid be \#
        filled?
        """#),
    SynthesisQuestion(
      name: "quadrant-snake", difficulty: 8, answer: 912,
      text: #"""
        A snake starts at $(0, 0)$ and makes $8$ steps of length one, each to the left, right, up or down. It \#
        never visits a point twice and never leaves the quadrant $x \ge 0$, $y \ge 0$. How many such walks are \#
        there?
        """#),
    SynthesisQuestion(
      name: "unequal-shares", difficulty: 4, answer: 1128,
      text: #"""
        In how many ways can $20$ equal sweets be given to four different children so that no two children get \#
        the same number? A child may get none.
        """#),
    SynthesisQuestion(
      name: "peaceful-knights", difficulty: 2, answer: 2112,
      text: #"""
        In how many ways can a white knight and a black knight be placed on different squares of a $7 \times 7$ \#
        chessboard so that neither attacks the other?
        """#),
    SynthesisQuestion(
      name: "between-fractions", difficulty: 3, answer: 80,
      text: #"""
        How many fractions $\frac{p}{q}$ in lowest terms with $1 \le q \le 40$ lie strictly between \#
        $\frac{1}{3}$ and $\frac{1}{2}$?
        """#),
    SynthesisQuestion(
      name: "ten-is-a-square", difficulty: 6, answer: 22,
      text: #"""
        For how many primes $p$ with $5 < p < 250$ is there an integer $x$ such that $x^2 - 10$ is divisible by \#
        $p$?
        """#),
    SynthesisQuestion(
      name: "divisor-ladders", difficulty: 7, answer: 1888,
      text: #"""
        A ladder from $1$ to $720$ is a list of integers that begins with $1$, ends with $720$, and in which \#
        every number except the last is a proper divisor of the next. How many such ladders are there?
        """#),
    SynthesisQuestion(
      name: "two-jugs", difficulty: 5, answer: 42,
      text: #"""
        Two unmarked jugs hold $8$ and $13$ litres and are empty at first. A move fills a jug to the brim from \#
        the tap, empties a jug, or pours from one jug into the other until the first is empty or the second is \#
        full. How many different states, each a pair of contents in litres and the first among them, can be \#
        reached?
        """#),
    SynthesisQuestion(
      name: "digit-progressions", difficulty: 6, answer: 53,
      text: #"""
        How many three-digit numbers $\overline{abc}$ have digits $a, b, c$ that in this order form an \#
        arithmetic progression, or a geometric one, or both? Progressions may be constant, and those called \#
        geometric have no zero among their terms.
        """#),
    SynthesisQuestion(
      name: "base-six-tails", difficulty: 7, answer: 206,
      text: #"""
        For how many positive integers $n \le 1000$ is the number of zeros at the end of $n!$, written in base \#
        $6$, a multiple of $5$? (No zeros at all count as a multiple of $5$.)
        """#),
    SynthesisQuestion(
      name: "even-with-triangle", difficulty: 10, answer: 36,
      text: #"""
        A graph has five vertices, labelled $1$ to $5$. Every vertex has an even number of edges, possibly zero, \#
        and somewhere there are three vertices that are pairwise joined. How many such graphs are there?
        """#),
  ]
}
