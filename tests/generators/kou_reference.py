#!/usr/bin/env python3
"""Writes tests/pricing/kou_reference.hpp: values and derivatives under double-exponential jumps (Kou 2002) to 17 digits.

Another method than the library's: the payoff's Mellin transform times the moment generating function, integrated along a vertical line
through the saddle by the trapezoidal rule in a sinh variable, halved until 19 digits agree, derivatives taken under the integral.
Needs mpmath. Usage: python3 kou_reference.py > ../pricing/kou_reference.hpp
"""
from mpmath import mp, mpf, mpc, cosh, exp, log, pi, sinh

mp.dps = 45

OUTPUTS = ("value delta gamma vega theta rho epsilon dual_delta dual_gamma vanna volga charm speed zomma color ultima veta "
           "by_intensity by_up_share by_up_rate by_down_rate").split()
PAYOUTS = ("option", "cash", "asset")

# name, S, K, r, q, sigma, T, lambda, p, eta1, eta2, call
ROWS = [
    ("Kou 2002", 100, 98, 0.05, 0, 0.16, 0.5, 1, 0.4, 10, 5, 1),
    ("put, rare", 100, 80, 0.03, 0.01, 0.6, 0.25, 0.05, 0.3, 20, 12, 0),
    ("far call", 100, 400, 0.02, 0, 0.3, 0.25, 2, 0.5, 40, 30, 1),
    ("far put", 100, 20, 0.02, 0.05, 0.5, 0.1, 3, 0.3, 30, 25, 0),
    ("in the money", 100, 70, 0.04, 0.02, 0.25, 1, 1.5, 0.6, 8, 6, 1),
    ("minutes", 100, 100.5, 0, 0, 0.7, 1e-5, 30, 0.45, 25, 15, 1),
    ("up only", 100, 110, 0.01, 0.03, 0.2, 0.5, 4, 1, 12, 9, 0),
    ("down only", 100, 130, 0.01, 0.03, 0.35, 0.5, 4, 0, 12, 9, 1),
    ("small jumps", 100, 105, 0.03, 0, 0.3, 1, 15, 0.5, 300, 250, 1),
    ("heavy up", 100, 150, 0.02, 0, 0.4, 1, 2, 0.7, 1.1, 3, 0),
    ("heavy down", 100, 60, 0.02, 0, 0.4, 1, 2, 0.3, 4, 0.4, 1),
    ("forty jumps", 100, 90, 0.05, 0.01, 0.15, 1, 40, 0.5, 25, 20, 0),
    ("a thousand jumps", 100, 120, 0.02, 0.01, 0.2, 1, 1000, 0.4, 60, 50, 1),
    ("ten thousand jumps", 100, 140, 0, 0, 0.3, 1, 10000, 0.5, 200, 150, 1),
    ("ten thousand, up only", 100, 60, 0, 0, 0.3, 1, 10000, 1, 400, 150, 0),
    ("ten thousand, down only, far", 100, 1000, 0, 0, 0.1, 1, 10000, 0, 400, 350, 1),
    ("little diffusion", 100, 105, 0.01, 0, 0.01, 0.5, 3, 0.5, 15, 10, 1),
    ("much diffusion", 100, 100, 0.01, 0, 2.5, 2, 3, 0.5, 15, 10, 0),
    ("very far call", 100, 1e5, 0, 0, 0.5, 1, 2, 0.5, 20, 15, 1),
]


def price_row(S, K, r, q, v, T, lam, p, a, b, call):
    S, K, r, q, v, T, lam, p, a, b = map(mpf, (S, K, r, q, v, T, lam, p, a, b))
    up = lambda s: a / (a - s)
    down = lambda s: b / (b + s)
    zeta = p / (a - 1) - (1 - p) / (b + 1)
    jump = lambda s: p * up(s) + (1 - p) * down(s) - 1 - zeta * s
    psi = lambda s: (r - q) * s + v * v / 2 * (s * s - s) + lam * jump(s) - r
    z_p, z_a, z_b = 1 / (a - 1) + 1 / (b + 1), -p / (a - 1) ** 2, (1 - p) / (b + 1) ** 2
    transforms = {
        "option": lambda s: 1 / (s * (s - 1)),
        "cash": lambda s: (1 if call else -1) / s / K,
        "asset": lambda s: (1 if call else -1) / (s - 1),
    }
    out = {}
    for payout, transform in transforms.items():
        if call:
            low, high = (mpf(0) if payout == "cash" else mpf(1)), a
        else:
            low, high = -b, (mpf(1) if payout == "asset" else mpf(0))
        x = log(S / K)
        height = lambda s: s * x + T * psi(s) - log(abs(s - 0) * abs(s - 1) if payout == "option" else abs(s) if payout == "cash" else abs(s - 1))
        left, right = low + (high - low) * mpf(10) ** -9, high - (high - low) * mpf(10) ** -9
        for _ in range(200):
            one, two = left + (right - left) * mpf("0.382"), left + (right - left) * mpf("0.618")
            if height(one) < height(two):
                right = two
            else:
                left = one
        c = (left + right) / 2
        reach = min([abs(c), abs(c - 1), a - c, c + b]) * mpf("0.7")

        def terms(y):
            s = mpc(c, reach * sinh(y))
            w = exp(s * x + T * psi(s)) * K * transform(s) * reach * cosh(y)
            two, ps = s * s - s, psi(s)
            A = v * T * two
            u, d = up(s), down(s)
            e_p = lam * T * (u - d - z_p * s)
            e_a = lam * T * (p * (u - u * u) / a - z_a * s)
            e_b = lam * T * ((1 - p) * (d - d * d) / b - z_b * s)
            k1 = (1 - s) if payout != "cash" else -s
            factors = [1, s / S, two / S**2, A, -ps, T * (s - 1), -T * s, k1 / K, k1 * (k1 - 1) / K**2, A * s / S, A * A + T * two,
                       -ps * s / S, two * (s - 2) / S**3, A * two / S**2, -ps * two / S**2, A**3 + 3 * A * T * two, -(A * ps + v * two),
                       T * jump(s), e_p, e_a, e_b]
            return [(w * f).real for f in factors]

        def added(first, step):
            total, n = [mpf(0)] * len(OUTPUTS), 0
            while True:
                part = terms(first + n * step)
                total = [t + z for t, z in zip(total, part)]
                if n > 8 and all(abs(z) <= mpf(10) ** -24 * abs(t) for t, z in zip(total, part)):
                    return total
                n += 1

        step = mpf("0.1")
        half = [z / 2 for z in terms(mpf(0))]
        total = [h + t for h, t in zip(half, added(step, step))]
        while True:
            middle = added(step / 2, step)
            finer = [t + m for t, m in zip(total, middle)]
            same = all(abs(2 * t - f) <= mpf(10) ** -19 * abs(f) for t, f in zip(total, finer))
            total, step = finer, step / 2
            if same:
                break
        out[payout] = [t * step / pi for t in total]
    return out


def number(x):
    return mp.nstr(x, 17, min_fixed=0, max_fixed=0) if x != 0 else "0.0"


def main():
    print("// Written by tests/generators/kou_reference.py: do not edit.\n\n#pragma once\n\nnamespace bulwark::test {\n")
    print("/// Outputs in the order of `KouSensitivities` (without `digital`) of an option, a payment of 1 and a payment of one coin.")
    print("struct KouReference {\n  const char* name;\n  double spot, strike, rate, yield, volatility, years, per_year, up_share, up_rate, down_rate;")
    print("  bool is_call;\n  double expected[3][%d];\n};\n" % len(OUTPUTS))
    print("inline constexpr KouReference kou_reference[] = {")
    for row in ROWS:
        out = price_row(*row[1:])
        print('    {"%s", %s, %s,\n     {' % (row[0], ", ".join(repr(float(x)) for x in row[1:11]), "true" if row[11] else "false"))
        for payout in PAYOUTS:
            print("         {" + ", ".join(number(x) for x in out[payout]) + "},")
        print("     }},")
    print("};\n\n}  // namespace bulwark::test")


if __name__ == "__main__":
    main()
