#pragma once

#include "engine/core/sentence.h"

#include <stdexcept>
#include <string>

namespace engine {

/// What kind of failure an Error is. The command line turns it into an exit code, the window into an icon.
enum class ErrorCode {
    WorkFailed,      ///< diverged, did not converge
    InvalidArgument, ///< a setting or option is out of its range
    UnusableInput,   ///< a file or dataset cannot be read or makes no sense
    CannotWrite,     ///< a file cannot be written
    NoGraphics,      ///< no OpenGL or no display
    Cancelled,       ///< the person asked to stop
};

/// A failure the person using the program can cause or mend. What only a programmer can cause is an assert.
class Error : public std::runtime_error {
public:
    /// `what` says what happened and where (file, line, column, setting); `remedy` what to do next.
    Error(ErrorCode code, Sentence what, Sentence remedy = {})
        : std::runtime_error(what.english()),
          m_code(code),
          m_sentence(std::move(what)),
          m_remedy(remedy.english()),
          m_remedySentence(std::move(remedy)) {}

    ErrorCode code() const { return m_code; }
    /// In English, as what() is.
    const std::string& remedy() const { return m_remedy; }
    /// Both sentences, for places with room for one text only.
    std::string fullText() const { return m_remedy.empty() ? what() : std::string(what()) + " " + m_remedy; }
    /// What the window translates.
    const Sentence& sentence() const { return m_sentence; }
    const Sentence& remedySentence() const { return m_remedySentence; }

private:
    ErrorCode m_code;
    Sentence m_sentence;
    std::string m_remedy;
    Sentence m_remedySentence;
};

} // namespace engine
