#pragma once

#include "engine/core/sentence.h"
#include "engine/data/formula.h"

#include <string>
#include <vector>

namespace engine {

/// Reads a Formula by recursive descent:
///
///     sum     = product { (+ | −) product }
///     product = signed { (* | / | nothing) signed }
///     signed  = − signed | + signed | power
///     power   = atom [ ^ signed ] | atom ² | atom ³
///     atom    = number | name | function ( sum [, sum] ) | ( sum )
class FormulaParser {
public:
    FormulaParser(const std::string& text, const std::vector<std::string>& variables);
    Formula parse();

private:
    using Operation = Formula::Operation;
    struct Token {
        enum class Kind { Number, Name, Sign, Square, Cube, End } kind = Kind::End;
        std::string text;
        Real number = 0;
        std::size_t place = 0; ///< in characters, from 1
    };

    void readTokens(const std::string& text);
    void parseSum();
    void parseProduct();
    void parseSigned();
    void parsePower();
    void parseAtom();
    void parseName();
    void emit(Operation operation, Real number = 0, std::size_t variable = 0);

    const Token& next() const { return m_tokens[m_next]; }
    bool isSign(char sign) const { return next().kind == Token::Kind::Sign && next().text[0] == sign; }
    bool take(char sign);
    void expect(char sign, const Sentence& because);
    [[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) const;
    [[noreturn]] void refuse(std::size_t place, const Sentence& what, const Sentence& remedy) const;

    std::vector<std::string> m_variables;
    std::vector<Token> m_tokens;
    std::size_t m_next = 0;
    int m_nesting = 0;
    std::size_t m_height = 0; ///< values waiting after the last step
    Formula m_formula;
};

} // namespace engine
