#include "engine/io/vtk/xml_scanner.h"

#include "engine/core/error.h"
#include "engine/io/message_text.h"

#include <algorithm>

namespace engine {

namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::string_view kBlanks = " \t\r\n";

bool isNameEnd(char c) { return kBlanks.find(c) != std::string_view::npos || c == '=' || c == '/' || c == '>'; }

} // namespace

void XmlScanner::refuse(const Sentence& what) const {
    const std::string_view before = m_text.substr(0, std::min(m_at, m_text.size()));
    throw Error(ErrorCode::UnusableInput,
                Sentence::of("%1, line %2: %3.", m_source, 1 + std::count(before.begin(), before.end(), '\n'), what),
                Sentence::of("The file is damaged or of another kind: write it again."));
}

bool XmlScanner::skipMarkup(std::string_view begin, std::string_view end) {
    if (m_text.substr(m_at, begin.size()) != begin)
        return false;
    const auto found = m_text.find(end, m_at + begin.size());
    if (found == std::string_view::npos)
        refuse(Sentence::of("\"%1\" is not closed", begin));
    m_at = found + end.size();
    return true;
}

XmlScanner::Token XmlScanner::next() {
    if (m_isEmptyElement) {
        m_isEmptyElement = false;
        m_name = m_open.back();
        m_open.pop_back();
        return Token::End;
    }
    for (;;) {
        const auto tag = std::min(m_text.find('<', m_at), m_text.size());
        m_between = m_text.substr(m_at, tag - m_at);
        m_at = tag;
        if (const auto begin = m_between.find_first_not_of(kBlanks); begin != std::string_view::npos) {
            if (m_open.empty()) {
                m_at = tag - m_between.size() + begin;
                m_between.remove_prefix(begin);
                refuse(Sentence::of("\"%1\" found, a tag was expected", shownInMessage(m_between)));
            }
            return Token::Text;
        }
        if (tag == m_text.size()) {
            if (!m_open.empty())
                refuse(Sentence::of("the file breaks off within <%1>", shownInMessage(m_open.back())));
            return Token::Finished;
        }
        if (skipMarkup("<!--", "-->") || skipMarkup("<?", "?>") || skipMarkup("<!", ">"))
            continue;
        return readTag();
    }
}

XmlScanner::Token XmlScanner::readTag() {
    // A > within a quoted value does not end the tag.
    std::size_t end = m_at + 1;
    for (char quote = 0; end < m_text.size() && (quote != 0 || m_text[end] != '>'); ++end)
        if (quote == 0 && (m_text[end] == '"' || m_text[end] == '\''))
            quote = m_text[end];
        else if (m_text[end] == quote)
            quote = 0;
        else if (m_text[end] == '<' && quote == 0)
            refuse(Sentence::of("a tag is not closed"));
    if (end >= m_text.size())
        refuse(Sentence::of("the file breaks off within a tag"));
    std::string_view tag = m_text.substr(m_at + 1, end - m_at - 1);
    m_at = end + 1;
    const bool isEnd = !tag.empty() && tag.front() == '/';
    if (isEnd)
        tag.remove_prefix(1);
    m_name = tag.substr(0, std::size_t(std::find_if(tag.begin(), tag.end(), isNameEnd) - tag.begin()));
    if (m_name.empty())
        refuse(Sentence::of("a tag has no name"));
    if (isEnd) {
        if (m_open.empty() || m_open.back() != m_name)
            refuse(Sentence::of("</%1> found, %2", shownInMessage(m_name),
                                m_open.empty() ? Sentence::of("nothing is open")
                                               : Sentence::of("</%1> was expected", shownInMessage(m_open.back()))));
        m_open.pop_back();
        return Token::End;
    }
    m_isEmptyElement = tag.back() == '/';
    if (m_isEmptyElement)
        tag.remove_suffix(1);
    m_attributes.clear();
    readAttributes(tag.substr(std::min(m_name.size(), tag.size())));
    if (m_open.size() >= kDeepest)
        refuse(Sentence::of("elements are nested too deep"));
    m_open.push_back(m_name);
    return Token::Start;
}

void XmlScanner::readAttributes(std::string_view tag) {
    for (;;) {
        const auto begin = tag.find_first_not_of(kBlanks);
        if (begin == std::string_view::npos)
            return;
        tag.remove_prefix(begin);
        const auto nameEnd = std::size_t(std::find_if(tag.begin(), tag.end(), isNameEnd) - tag.begin());
        const std::string_view name = tag.substr(0, nameEnd);
        const auto open = tag.find_first_of("\"'", nameEnd);
        const auto close = open == std::string_view::npos ? open : tag.find(tag[open], open + 1);
        const std::string_view sign = tag.substr(nameEnd, open == std::string_view::npos ? open : open - nameEnd);
        if (name.empty() || close == std::string_view::npos || sign.find('=') == std::string_view::npos ||
            sign.find_first_not_of(" \t\r\n=") != std::string_view::npos)
            refuse(Sentence::of("\"%1\" found, an attribute was expected", shownInMessage(tag)));
        m_attributes.emplace_back(name, decoded(tag.substr(open + 1, close - open - 1)));
        tag.remove_prefix(close + 1);
    }
}

std::string XmlScanner::decoded(std::string_view value) const {
    constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    std::string text;
    for (std::size_t at = 0; at < value.size();) {
        const auto entity = std::find_if(std::begin(kEntities), std::end(kEntities), [&](const auto& known) {
            return value.substr(at, known.first.size()) == known.first;
        });
        if (entity == std::end(kEntities)) {
            text += value[at++];
            continue;
        }
        text += entity->second;
        at += entity->first.size();
    }
    return text;
}

const std::string* XmlScanner::attribute(std::string_view name) const {
    const auto found = std::find_if(m_attributes.begin(), m_attributes.end(),
                                    [&](const auto& attribute) { return attribute.first == name; });
    return found == m_attributes.end() ? nullptr : &found->second;
}

std::string XmlScanner::attributeOr(std::string_view name, const std::string& otherwise) const {
    const std::string* found = attribute(name);
    return found ? *found : otherwise;
}

} // namespace engine
