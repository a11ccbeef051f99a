#include "ui/window/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace ui {

std::optional<int> fuzzyScore(const QString& pattern, const QString& text) {
    constexpr int kImpossible = -1'000'000, kWordStart = 8, kTogether = 6, kMatch = 1;
    const QString wanted = pattern.simplified().toCaseFolded().remove(QLatin1Char(' '));
    const QString given = text.toCaseFolded();
    const qsizetype n = wanted.size(), m = given.size();
    // best[j]: score of the best way to place the first i letters with the last of them at j − 1.
    std::vector<int> best(std::size_t(m) + 1, 0), next;
    bool first = true;
    for (qsizetype i = 0; i < n; ++i) {
        next.assign(std::size_t(m) + 1, kImpossible);
        int before = first ? 0 : kImpossible; // best score of the letters so far ending anywhere before j
        for (qsizetype j = 0; j < m; ++j) {
            const bool wordStart = j == 0 || !given[j - 1].isLetterOrNumber();
            if (given[j] == wanted[i]) {
                const int together = first ? kImpossible : best[std::size_t(j)] + kTogether;
                const int from = std::max(before, together);
                if (from > kImpossible / 2)
                    next[std::size_t(j) + 1] = from + kMatch + (wordStart ? kWordStart : 0);
            }
            if (!first)
                before = std::max(before, best[std::size_t(j) + 1]);
        }
        best.swap(next);
        first = false;
    }
    if (n == 0)
        return 0;
    const int score = *std::max_element(best.begin(), best.end());
    return score > 0 ? std::optional(score * 4 - int(m) / 4) : std::nullopt; // of equals, the shorter text
}

} // namespace ui
