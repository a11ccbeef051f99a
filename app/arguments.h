#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// One option of a command, as it is typed and explained.
struct Option {
    std::string name;  ///< without the dashes
    std::string value; ///< placeholder of its value; empty for a switch
    std::string help;
    char letter = 0; ///< short form
    bool repeatable = false;
};

/// What was typed behind a command's name. The getters say what is wrong with a value, naming its option.
/// Errors: Error{InvalidArgument} from all of them.
class Arguments {
public:
    /// Accepts `--name value`, `--name=value`, `-o value`; `--` ends the options.
    Arguments(const std::vector<Option>& options, const std::vector<std::string>& typed);

    const std::vector<std::string>& operands() const { return m_operands; }
    bool has(const std::string& option) const { return m_values.count(option) > 0; }

    std::optional<std::string> text(const std::string& option) const;
    std::optional<double> number(const std::string& option) const;
    /// Greater than zero.
    std::optional<double> positive(const std::string& option) const;
    std::optional<std::int64_t> integer(const std::string& option, std::int64_t least,
                                        std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;
    std::optional<std::uint64_t> seed(const std::string& option) const;
    /// "128,128,64"
    std::optional<std::vector<int>> integers(const std::string& option) const;
    /// "A,B,C"
    std::optional<std::vector<std::string>> names(const std::string& option) const;
    /// "1280x720", both at least 2.
    std::optional<std::pair<int, int>> size(const std::string& option) const;
    /// All values of a repeatable option.
    std::vector<double> numbers(const std::string& option) const;

private:
    std::vector<std::string> m_operands;
    std::map<std::string, std::vector<std::string>> m_values;
};

/// The candidate closest to a mistyped word; empty when none is close.
std::string closest(const std::string& typed, const std::vector<std::string>& candidates);

/// A number with a decimal point and nothing behind it, whatever the locale; empty when it is none, or not finite.
std::optional<double> parsedNumber(const std::string& text);

} // namespace app
