#pragma once

#include "engine/core/sentence.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

/// Walks through the tags of an XML text without copying what is between them. Names, attributes, comments and the
/// usual entities are all it knows: enough for VTK's files, whose raw part at the end is no XML at all.
/// Errors: Error{UnusableInput} with file and line for what is no XML, breaks off, or is nested more than 64 deep.
/// Thread: one at a time; `text` must outlive it.
class XmlScanner {
public:
    enum class Token {
        Start, ///< of an element: `name`, `attribute`
        End,   ///< of an element: `name`; also of one written as <a/>
        Text,  ///< between tags: `text`, never blank only
        Finished,
    };

    XmlScanner(std::string_view text, std::string source) : m_text(text), m_source(std::move(source)) {}

    Token next();
    std::string_view name() const { return m_name; }
    std::string_view text() const { return m_between; }
    /// Of the element that starts here; null without it.
    const std::string* attribute(std::string_view name) const;
    std::string attributeOr(std::string_view name, const std::string& otherwise) const;
    /// What has not been walked through.
    std::string_view rest() const { return m_text.substr(m_at); }
    const std::string& source() const { return m_source; }
    /// "file.vtp, line 7: what."
    [[noreturn]] void refuse(const Sentence& what) const;

private:
    bool skipMarkup(std::string_view begin, std::string_view end);
    Token readTag();
    void readAttributes(std::string_view tag);
    std::string decoded(std::string_view value) const;

    std::string_view m_text;
    std::string m_source;
    std::size_t m_at = 0;
    std::string_view m_name, m_between;
    std::vector<std::pair<std::string_view, std::string>> m_attributes;
    std::vector<std::string_view> m_open; ///< elements around this place
    bool m_isEmptyElement = false;        ///< the start just told has its end in the same tag
};

} // namespace engine
