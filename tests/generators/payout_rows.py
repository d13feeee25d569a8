#!/usr/bin/env python3
"""Random rows of digital.csv and quanto.csv for bulwark_vectors, in 60 digits: payout_rows.py FOLDER [ROWS [SEED]].

The files of reference vectors hold a few hundred rows; these are as many more as wanted, over the same ranges (ordinary, short, long, low and
high volatility, deep, at the money to a billionth, hardly any deviation), from the textbook's formulas and nothing of the library's.
"""
import csv
import pathlib
import random
import sys

from mpmath import erfc, exp, log, mp, mpf, nstr, pi, sqrt

mp.dps = 60


def normal(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def sized(low, high):
    return 10 ** random.uniform(low, high)


def rounded(x, digits):
    return float("%.*g" % (digits, x))


def claim(regime):
    spot, rate, carry = sized(-1.3, 5), random.uniform(-0.05, 0.3), random.uniform(-0.1, 0.4)
    volatility, years = sized(-1, 0.5), sized(-2, 0.5)
    if regime == "short":
        years = sized(-6, -3)
    if regime == "long":
        years = random.uniform(2, 30)
    if regime == "lowvol":
        volatility = sized(-3, -1.5)
    if regime == "highvol":
        volatility = random.uniform(1.5, 5)
    if regime == "tinytotal":
        volatility, years = sized(-3, -2), sized(-6, -4)
    deviation = volatility * years**0.5
    moneyness = 1.2 * random.gauss(0, 1) * deviation
    if regime == "deep":
        moneyness = random.choice([-1, 1]) * random.uniform(3, 12) * deviation
    strike = spot * float(exp((rate - carry) * years + moneyness))
    if regime == "atm":
        strike = spot * (1 + random.choice([0, 1e-12, -1e-9, 1e-6]))
    if regime == "tinytotal":
        strike = spot * (1 + 2 * random.gauss(0, 1) * deviation)
    digits = random.choice([5, 8, 15])
    return [rounded(spot, digits), rounded(strike, digits), rounded(rate, 6), rounded(carry, 6), volatility, years]


def digital(inputs, kind, cash, side):
    S, K, r, q, sigma, T = map(mpf, inputs)
    s, b = sigma * sqrt(T), r - q
    d1 = (log(S / K) + b * T) / s + s / 2
    d2 = d1 - s
    if kind == "cash":
        leg, own, other, fade = mpf(cash) * exp(-r * T), d2, d1, r
    else:
        leg, own, other, fade = S * exp(-q * T), d1, d2, q
    price, bend = leg * normal(side * own), leg * side * density(own)
    extra = mpf(0) if kind == "cash" else price / S
    return [
        price,
        extra + bend / (S * s),
        -bend * other / (S * S * s * s),
        -bend * other / sigma,
        fade * price - bend * (b / s - other / (2 * T)),
        bend * T / s - (T * price if kind == "cash" else 0),
    ]


def quanto(inputs, side):
    S, K, r, f, q, sigma, sigma_fx, rho, T, fx = map(mpf, inputs)
    b, s = f - q - rho * sigma * sigma_fx, sigma * sqrt(T)
    d1 = (log(S / K) + b * T) / s + s / 2
    d2 = d1 - s
    F, D = S * exp(b * T), fx * exp(-r * T)
    price, coin = D * side * (F * normal(side * d1) - K * normal(side * d2)), D * side * F * normal(side * d1)
    weight = D * F * density(d1)
    return [
        price,
        coin / S,
        weight / (S * S * s),
        weight * sqrt(T) - rho * sigma_fx * T * coin,
        -rho * sigma * T * coin,
        -sigma * sigma_fx * T * coin,
        -T * price,
        T * coin,
        r * price - b * coin - weight * sigma / (2 * sqrt(T)),
    ]


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    regimes = ["normal", "short", "long", "lowvol", "highvol", "deep", "atm", "tinytotal"]

    def write(name, header, row):
        with open(folder / name, "w") as out:
            table = csv.writer(out, lineterminator="\n")
            table.writerow(header.split(","))
            count = 0
            while count < rows:
                inputs, outputs, regime = row()
                if outputs[0] > mpf("1e-40"):
                    table.writerow([x if isinstance(x, str) else repr(x) for x in inputs] + [nstr(x, 21) for x in outputs] + [regime])
                    count += 1

    def digital_row():
        regime, kind, is_call = random.choice(regimes), random.choice(["cash", "asset"]), random.randint(0, 1)
        cash = rounded(sized(-1, 2), 4) if kind == "cash" else 0.0
        inputs = claim(regime)
        return [kind, *inputs, cash, is_call], digital(inputs, kind, cash, 2 * is_call - 1), regime

    def quanto_row():
        regime, is_call = random.choice(regimes[:7]), random.randint(0, 1)
        spot, strike, _, carry, volatility, years = claim(regime)
        rates = [rounded(random.uniform(-0.05, 0.2), 5) for _ in range(2)]
        fx_volatility, correlation = rounded(random.uniform(0.02, 0.8), 5), rounded(random.uniform(-0.99, 0.99), 4)
        inputs = [spot, strike, *rates, carry, volatility, fx_volatility, correlation, years, rounded(sized(-3, 3), 5)]
        return [*inputs, is_call], quanto(inputs, 2 * is_call - 1), regime

    write("digital.csv", "kind,S,K,r,q,sigma,T,cash,is_call,price,delta,gamma,vega,theta,rho,regime", digital_row)
    write(
        "quanto.csv",
        "S,K,r_d,r_f,q,sigma,sigma_fx,rho,T,fx,is_call,price,delta,gamma,vega,vega_fx,d_rho_corr,rho_d,rho_f,theta,regime",
        quanto_row,
    )


if __name__ == "__main__":
    main()
