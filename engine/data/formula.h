#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

#include <span>
#include <string>
#include <vector>

namespace engine {

/// A function of a few variables as a person writes it: `exp(-(x^2-1)^2-y^2)`.
///
/// Numbers, variables, pi and e; + − * / ^ (to the right, before a sign: −x² is −(x²)); parentheses; exp, log, sqrt,
/// sin, cos, tan, tanh, abs, min(a, b), max(a, b). A product may leave out its sign: 2x, 3(x+1). The signs · × ÷ − and
/// the superscripts ² ³ are understood as well.
/// Thread: const use from any thread.
class Formula {
public:
    /// Errors: Error{InvalidArgument} with the place in the text and the remedy.
    static Formula parse(const std::string& text, const std::vector<std::string>& variables = {"x", "y"});

    /// Shape: one value a variable. What has no value there is NaN or infinite.
    Real operator()(std::span<const Real> values) const;

private:
    friend class FormulaParser;
    enum class Operation {
        Number,
        Variable,
        Negate,
        Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Exp,
        Log,
        Sqrt,
        Sin,
        Cos,
        Tan,
        Tanh,
        Abs,
        Min,
        Max
    };
    struct Step {
        Operation operation;
        Real number = 0;
        std::size_t variable = 0;
    };
    std::vector<Step> m_steps; ///< in postfix order
    std::size_t m_depth = 0;   ///< values that wait at most
};

/// A formula of x and y as a density on the cells of a rectangle, taken at their middles, for sampleDensity(). Where it
/// is negative or has no value the density is 0.
/// Shape: rows×columns from the top left.
/// Errors: Error{InvalidArgument} when it is infinite somewhere, or nowhere above 0.
Matrix densityOf(const Formula& formula, const Eigen::Vector2d& lower, const Eigen::Vector2d& upper, Index rows,
                 Index columns);

/// `count` points with that density over the rectangle, in cells of a 400th of its longer side. Shape: 2×count.
/// Errors: as above.
Points sampleFormula(const Formula& formula, const Eigen::Vector2d& lower, const Eigen::Vector2d& upper, Index count,
                     Rng& rng);

} // namespace engine
