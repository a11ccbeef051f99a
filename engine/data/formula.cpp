#include "engine/data/formula.h"

#include "engine/core/error.h"
#include "engine/data/density_sampling.h"
#include "engine/data/formula_parser.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace engine {

namespace {
constexpr Index kCells = 400; ///< along the longer side
}

Formula Formula::parse(const std::string& text, const std::vector<std::string>& variables) {
    return FormulaParser(text, variables).parse();
}

Real Formula::operator()(std::span<const Real> values) const {
    using enum Operation;
    std::vector<Real> stack;
    stack.reserve(m_depth);
    const auto pop = [&stack] {
        const Real value = stack.back();
        stack.pop_back();
        return value;
    };
    for (const Step& step : m_steps) {
        if (step.operation == Number || step.operation == Variable) {
            stack.push_back(step.operation == Number ? step.number : values[step.variable]);
            continue;
        }
        Real b = 0;
        if ((step.operation >= Add && step.operation <= Power) || step.operation >= Min)
            b = pop();
        Real& a = stack.back();
        switch (step.operation) {
        case Number:
        case Variable:
            break;
        case Negate:
            a = -a;
            break;
        case Add:
            a += b;
            break;
        case Subtract:
            a -= b;
            break;
        case Multiply:
            a *= b;
            break;
        case Divide:
            a /= b;
            break;
        case Power:
            a = std::pow(a, b);
            break;
        case Exp:
            a = std::exp(a);
            break;
        case Log:
            a = std::log(a);
            break;
        case Sqrt:
            a = std::sqrt(a);
            break;
        case Sin:
            a = std::sin(a);
            break;
        case Cos:
            a = std::cos(a);
            break;
        case Tan:
            a = std::tan(a);
            break;
        case Tanh:
            a = std::tanh(a);
            break;
        case Abs:
            a = std::abs(a);
            break;
        case Min:
            a = std::min(a, b);
            break;
        case Max:
            a = std::max(a, b);
            break;
        }
    }
    return stack.back();
}

std::string threeDigits(Real number) {
    std::ostringstream text;
    text.precision(3);
    text << number;
    return text.str();
}

Matrix densityOf(const Formula& formula, const Eigen::Vector2d& lower, const Eigen::Vector2d& upper, Index rows,
                 Index columns) {
    Matrix density(rows, columns);
    for (Index column = 0; column < columns; ++column)
        for (Index row = 0; row < rows; ++row) {
            const Real place[] = {lower.x() + (Real(column) + 0.5) / Real(columns) * (upper.x() - lower.x()),
                                  upper.y() - (Real(row) + 0.5) / Real(rows) * (upper.y() - lower.y())};
            const Real value = formula(place);
            if (std::isinf(value) && value > 0) {
                throw Error(ErrorCode::InvalidArgument,
                            Sentence::of("The formula is infinite at x = %1, y = %2.", threeDigits(place[0]),
                                         threeDigits(place[1])),
                            Sentence::of("Keep divisors away from 0, for instance 1/(0.1 + x^2)."));
            }
            density(row, column) = value > 0 ? value : 0;
        }
    const Real largest = density.maxCoeff();
    if (!(largest > 0))
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("The formula is nowhere above 0 in this part of the plane."),
                    Sentence::of("Move the view to where it is, or change the formula."));
    return density / largest; // so that no sum overflows
}

Points sampleFormula(const Formula& formula, const Eigen::Vector2d& lower, const Eigen::Vector2d& upper, Index count,
                     Rng& rng) {
    // Square cells: the shorter side is taken as a whole number of them.
    const Eigen::Vector2d size = upper - lower, center = (lower + upper) / 2;
    const Real longest = size.maxCoeff(), cell = longest / Real(kCells);
    const auto cells = [&](Real side) { return std::max<Index>(1, std::llround(side / cell)); };
    const Index columns = cells(size.x()), rows = cells(size.y());
    const Eigen::Vector2d half = Eigen::Vector2d(Real(columns), Real(rows)) * cell / 2;
    const Matrix density = densityOf(formula, center - half, center + half, rows, columns);
    return sampleDensity(density, longest, count, rng).colwise() + center;
}

} // namespace engine
