#include "engine/core/sentence.h"

#include <cassert>

namespace engine {

Sentence Sentence::fromParts(std::string pattern, std::vector<Sentence> arguments) {
    Sentence sentence(std::move(pattern));
    sentence.m_arguments = std::move(arguments);
    sentence.m_isPattern = true;
    return sentence;
}

Sentence Sentence::about(Sentence first) const {
    assert(!m_arguments.empty());
    Sentence sentence = *this;
    sentence.m_arguments.front() = std::move(first);
    return sentence;
}

std::string Sentence::english() const {
    if (!m_isPattern)
        return m_pattern;
    std::vector<std::string> arguments;
    for (const Sentence& argument : m_arguments)
        arguments.push_back(argument.english());
    return filled(m_pattern, arguments);
}

std::string filled(std::string_view pattern, const std::vector<std::string>& arguments) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool isPlace = pattern[at] == '%' && at + 1 < pattern.size() && pattern[at + 1] >= '1' &&
                             pattern[at + 1] <= '9' && std::size_t(pattern[at + 1] - '1') < arguments.size();
        if (isPlace)
            text += arguments[std::size_t(pattern[++at] - '1')];
        else
            text += pattern[at];
    }
    return text;
}

} // namespace engine
