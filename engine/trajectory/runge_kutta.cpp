#include "engine/trajectory/runge_kutta.h"

namespace engine {

const ButcherTableau& tableau(Solver solver) {
    static constexpr ButcherTableau euler{1, {0}, {}, {1}, {}, false};
    static constexpr ButcherTableau heun{2, {0, 1}, {{{}, {1}}}, {0.5, 0.5}, {}, false};
    static constexpr ButcherTableau rk4{
        4, {0, 0.5, 0.5, 1}, {{{}, {0.5}, {0, 0.5}, {0, 0, 1}}}, {1. / 6, 1. / 3, 1. / 3, 1. / 6}, {}, false};
    // Dormand and Prince (1980), 5(4): the last row of a is b, so the last stage serves the next step.
    static constexpr ButcherTableau dormandPrince{
        7,
        {0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1},
        {{{},
          {1. / 5},
          {3. / 40, 9. / 40},
          {44. / 45, -56. / 15, 32. / 9},
          {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
          {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
          {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}}},
        {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84, 0},
        {71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40},
        true};
    switch (solver) {
    case Solver::Euler:
    case Solver::EulerMaruyama:
        return euler;
    case Solver::Heun:
    case Solver::StochasticHeun:
        return heun;
    case Solver::DormandPrince:
        return dormandPrince;
    default:
        return rk4;
    }
}

} // namespace engine
