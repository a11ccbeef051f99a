#pragma once

#include <cmath>

namespace tests {

/// Dual numbers a + b ε, ε² = 0: f(a + b ε) = f(a) + f'(a) b ε, exactly. Nested, Dual<Dual<T>>, they give second
/// derivatives, and so on. Slow and simple: the oracle for hand-written derivatives.
template <class T> struct Dual {
    T a{}, b{};
    Dual() = default;
    Dual(double value) : a(value) {} // NOLINT: a plain number is a dual number
    Dual(T a, T b) : a(a), b(b) {}
};

template <class T> Dual<T> operator+(const Dual<T>& x, const Dual<T>& y) { return {x.a + y.a, x.b + y.b}; }
template <class T> Dual<T> operator-(const Dual<T>& x, const Dual<T>& y) { return {x.a - y.a, x.b - y.b}; }
template <class T> Dual<T> operator*(const Dual<T>& x, const Dual<T>& y) { return {x.a * y.a, x.a * y.b + x.b * y.a}; }
template <class T> Dual<T> operator/(const Dual<T>& x, const Dual<T>& y) {
    return {x.a / y.a, (x.b * y.a - x.a * y.b) / (y.a * y.a)};
}

inline double exponential(double x) { return std::exp(x); }
inline double logarithm(double x) { return std::log(x); }
inline double hyperbolicTangent(double x) { return std::tanh(x); }
template <class T> Dual<T> exponential(const Dual<T>& x) {
    const T e = exponential(x.a);
    return {e, e * x.b};
}
template <class T> Dual<T> logarithm(const Dual<T>& x) { return {logarithm(x.a), x.b / x.a}; }
template <class T> Dual<T> hyperbolicTangent(const Dual<T>& x) {
    const T h = hyperbolicTangent(x.a);
    return {h, (T(1.0) - h * h) * x.b};
}

} // namespace tests
