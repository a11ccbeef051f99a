#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Names the context in which translation files keep the patterns of sentences: to lupdate, not to the compiler.
#define KINETOSCOPE_CONTEXT(context)

namespace engine {

/// What a person is told, or a part of it, so that the window can say it in another language: an English pattern with
/// numbered places (%1 to %9, as Qt has them) and what stands there. ui::translated() looks patterns up, the command
/// line prints the English. Translators get every pattern, in the context "engine" (a few in "Sentence"), by
///     lupdate -I . -tr-function-alias tr+=of,Q_DECLARE_TR_FUNCTIONS+=KINETOSCOPE_CONTEXT engine ui app -ts …
/// Thread: any; it is a value.
class Sentence {
    KINETOSCOPE_CONTEXT(engine)
public:
    Sentence() = default;
    /// Words that are the same in every language: names, paths, formatted numbers, what the system says.
    Sentence(std::string words) : m_pattern(std::move(words)) {}
    Sentence(std::string_view words) : m_pattern(words) {}
    Sentence(const char* words) : m_pattern(words) {}

    /// Words to translate. The pattern is a literal, not more than one expression, or lupdate does not find it;
    /// arguments are texts, whole numbers and other sentences. Other numbers are formatted before (engine/core/text.h).
    template <class... Arguments> static Sentence of(const char* pattern, const Arguments&... arguments) {
        Sentence sentence(pattern);
        sentence.m_isPattern = true;
        (sentence.m_arguments.push_back(part(arguments)), ...);
        return sentence;
    }
    /// One that was taken apart, to be sent to another process.
    static Sentence fromParts(std::string pattern, std::vector<Sentence> arguments);
    /// The same sentence about something else: what stands at its place %1 is replaced.
    Sentence about(Sentence first) const;

    bool isEmpty() const { return m_pattern.empty(); }
    /// Whether there is something to translate: made by `of`.
    bool isPattern() const { return m_isPattern; }
    const std::string& pattern() const { return m_pattern; }
    const std::vector<Sentence>& arguments() const { return m_arguments; }
    std::string english() const;

private:
    template <class Argument> static Sentence part(const Argument& argument) {
        if constexpr (std::is_integral_v<Argument>) {
            static_assert(!std::is_same_v<Argument, bool> && !std::is_same_v<Argument, char>);
            return std::to_string(argument);
        } else
            return argument;
    }

    std::string m_pattern;
    std::vector<Sentence> m_arguments;
    bool m_isPattern = false;
};

/// The pattern with its places filled, each from left to right and once: a "%1" within an argument stays what it is. So
/// does a place that nothing is given for.
std::string filled(std::string_view pattern, const std::vector<std::string>& arguments);

} // namespace engine
