#pragma once

#include "engine/core/sentence.h"
#include "engine/io/vtk/vtk_scalars.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Walks through a legacy VTK file: words, lines and, in binary files, arrays of bytes between them.
/// Errors: Error{UnusableInput} with the file and what was being read.
class LegacyCursor {
public:
    LegacyCursor(std::string_view bytes, std::string source) : m_rest(bytes), m_source(std::move(source)) {}

    /// Set once the third line is known.
    void setBinary(bool binary) { m_isBinary = binary; }

    /// The next word; empty at the end.
    std::string_view word();
    /// The word after this place, which stays where it is.
    std::string_view nextWord() const;
    /// The rest of the line, without its end.
    std::string_view line();
    /// The same, without going on.
    std::string_view restOfLine() const;
    bool isAtEnd() const;

    /// A whole number up to `most`; `what` it is, for messages.
    Index count(const Sentence& what, Index most);
    double number(const Sentence& what);
    std::string_view wordOf(const Sentence& what);

    /// `entries` numbers of a type, each a word or, in binary files, bytes behind the end of this line.
    std::vector<double> numbers(const Sentence& what, std::string_view type, Index entries);
    /// The same of texts, encoded as legacy files do.
    std::vector<std::string> texts(const Sentence& what, Index entries);

    [[noreturn]] void refuse(const Sentence& what) const;

private:
    [[noreturn]] void breakOff(const Sentence& what) const;
    std::string_view bytes(const Sentence& what, std::uint64_t count);
    std::vector<double> bits(const Sentence& what, Index entries);
    std::vector<double> textNumbers(const Sentence& what, Index entries);
    std::string binaryText(const Sentence& what);

    std::string_view m_rest;
    std::string m_source;
    bool m_isBinary = false;
};

/// A name or text with %20 and the like put back.
std::string legacyDecoded(std::string_view text);

} // namespace engine
