#include "engine/data/formula_parser.h"

#include "engine/core/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <utility>

namespace engine {

namespace {

constexpr int kMostNesting = 200;
constexpr std::size_t kMostLength = 10'000;

struct Function {
    const char* name;
    int operation; ///< beyond Formula::Operation::Exp
    int arguments;
};
constexpr Function kFunctions[] = {{"exp", 0, 1}, {"log", 1, 1},  {"sqrt", 2, 1}, {"sin", 3, 1}, {"cos", 4, 1},
                                   {"tan", 5, 1}, {"tanh", 6, 1}, {"abs", 7, 1},  {"min", 8, 2}, {"max", 9, 2}};

/// What other signs of the world's keyboards stand for.
constexpr std::pair<const char*, char> kSigns[] = {{"·", '*'}, {"×", '*'}, {"÷", '/'}, {"−", '-'}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t lengthOfCharacter(const std::string& text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
        ++length;
    return length;
}

std::string listOf(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        list += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return list;
}

} // namespace

FormulaParser::FormulaParser(const std::string& text, const std::vector<std::string>& variables)
    : m_variables(variables) {
    readTokens(text);
}

Formula FormulaParser::parse() {
    if (next().kind == Token::Kind::End)
        refuse(Sentence::of("there is no formula"), Sentence::of("Write one, for instance exp(-x^2-y^2)."));
    parseSum();
    if (isSign(')'))
        refuse(Sentence::of("this parenthesis was never opened"), Sentence::of("Remove it, or open one before."));
    if (next().kind != Token::Kind::End)
        refuse(Sentence::of("“%1” is not expected here", next().text),
               Sentence::of("Remove it, or put an operator before it."));
    return std::move(m_formula);
}

void FormulaParser::readTokens(const std::string& text) {
    if (text.size() > kMostLength)
        refuse(kMostLength, Sentence::of("the formula is longer than 10 000 characters"),
               Sentence::of("Write a shorter one."));
    std::size_t at = 0, place = 1;
    while (at < text.size()) {
        const std::size_t start = at;
        Token token;
        token.place = place;
        const char c = text[at];
        if (isBlank(c)) {
            ++at;
            ++place;
            continue;
        }
        if (isDigit(c) || (c == '.' && at + 1 < text.size() && isDigit(text[at + 1]))) {
            // By hand: "2e" is twice e, "2e3" two thousand.
            while (at < text.size() && isDigit(text[at]))
                ++at;
            if (at < text.size() && text[at] == '.')
                for (++at; at < text.size() && isDigit(text[at]);)
                    ++at;
            if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
                std::size_t digits = at + 1;
                if (digits < text.size() && (text[digits] == '+' || text[digits] == '-'))
                    ++digits;
                if (digits < text.size() && isDigit(text[digits]))
                    for (at = digits; at < text.size() && isDigit(text[at]);)
                        ++at;
            }
            token.kind = Token::Kind::Number;
            const auto result = std::from_chars(text.data() + start, text.data() + at, token.number);
            if (result.ec != std::errc())
                refuse(place, Sentence::of("this number is too large or too small"),
                       Sentence::of("Write one between 1e-300 and 1e300."));
        } else if (isLetter(c)) {
            while (at < text.size() && (isLetter(text[at]) || isDigit(text[at])))
                ++at;
            token.kind = Token::Kind::Name;
        } else if (std::string_view("+-*/^(),").find(c) != std::string_view::npos) {
            ++at;
            token.kind = Token::Kind::Sign;
        } else {
            at += lengthOfCharacter(text, at);
            const std::string character = text.substr(start, at - start);
            const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                           [&](const auto& known) { return character == known.first; });
            if (sign != std::end(kSigns)) {
                token.kind = Token::Kind::Sign;
                token.text = std::string(1, sign->second);
            } else if (character == "²" || character == "³") {
                token.kind = character == "²" ? Token::Kind::Square : Token::Kind::Cube;
            } else {
                refuse(place, Sentence::of("“%1” means nothing in a formula", character),
                       c == '.' ? Sentence::of("Write numbers with a digit after the point.")
                                : Sentence::of("Use numbers, %1, + - * / ^ and parentheses.", listOf(m_variables)));
            }
        }
        if (token.text.empty())
            token.text = text.substr(start, at - start);
        for (std::size_t i = start; i < at; i += lengthOfCharacter(text, i))
            ++place;
        m_tokens.push_back(std::move(token));
    }
    Token end;
    end.place = place;
    m_tokens.push_back(end);
}

void FormulaParser::parseSum() {
    parseProduct();
    while (isSign('+') || isSign('-')) {
        const bool plus = take('+');
        if (!plus)
            take('-');
        parseProduct();
        emit(plus ? Operation::Add : Operation::Subtract);
    }
}

void FormulaParser::parseProduct() {
    parseSigned();
    for (;;) {
        if (take('*')) {
            parseSigned();
            emit(Operation::Multiply);
        } else if (take('/')) {
            parseSigned();
            emit(Operation::Divide);
        } else if (next().kind == Token::Kind::Name || isSign('(')) { // a product without its sign
            parsePower();
            emit(Operation::Multiply);
        } else {
            return;
        }
    }
}

void FormulaParser::parseSigned() {
    if (++m_nesting > kMostNesting)
        refuse(Sentence::of("the formula is nested deeper than 200 levels"),
               Sentence::of("Write it with fewer signs and parentheses."));
    if (take('-')) {
        parseSigned();
        emit(Operation::Negate);
    } else if (take('+')) {
        parseSigned();
    } else {
        parsePower();
    }
    --m_nesting;
}

void FormulaParser::parsePower() {
    parseAtom();
    if (next().kind == Token::Kind::Square || next().kind == Token::Kind::Cube) {
        emit(Operation::Number, next().kind == Token::Kind::Square ? 2 : 3);
        ++m_next;
        emit(Operation::Power);
    } else if (take('^')) {
        parseSigned();
        emit(Operation::Power);
    }
}

void FormulaParser::parseAtom() {
    switch (next().kind) {
    case Token::Kind::Number:
        emit(Operation::Number, next().number);
        ++m_next;
        return;
    case Token::Kind::Name:
        return parseName();
    case Token::Kind::Sign:
        if (take('(')) {
            parseSum();
            expect(')', Sentence::of("a parenthesis is not closed"));
            return;
        }
        break;
    case Token::Kind::Square:
    case Token::Kind::Cube:
        refuse(Sentence::of("there is nothing to raise to a power"),
               Sentence::of("Put a number, a variable or a parenthesis before it."));
    case Token::Kind::End:
        refuse(Sentence::of("the formula ends too early"),
               Sentence::of("Complete it, for instance with a number or a variable."));
    }
    refuse(Sentence::of("a number, a variable or a parenthesis is missing before “%1”", next().text),
           Sentence::of("Add it, or remove the sign before."));
}

void FormulaParser::parseName() {
    const Token name = next();
    ++m_next;
    const auto variable = std::find(m_variables.begin(), m_variables.end(), name.text);
    if (variable != m_variables.end())
        return emit(Operation::Variable, 0, std::size_t(variable - m_variables.begin()));
    if (name.text == "pi")
        return emit(Operation::Number, std::numbers::pi);
    if (name.text == "e")
        return emit(Operation::Number, std::numbers::e);
    const auto function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                       [&](const Function& known) { return name.text == known.name; });
    if (function == std::end(kFunctions))
        refuse(name.place, Sentence::of("“%1” is not known", name.text),
               Sentence::of("Variables are %1; functions exp, log, sqrt, sin, cos, tan, tanh, abs, min, max; constants "
                            "pi and e. Write products with *.",
                            listOf(m_variables)));
    expect('(', Sentence::of("“%1” needs a parenthesis after it", name.text));
    parseSum();
    if (function->arguments == 2) {
        expect(',', Sentence::of("“%1” needs two values with a comma between them", name.text));
        parseSum();
    } else if (isSign(',')) {
        refuse(Sentence::of("“%1” takes one value", name.text), Sentence::of("Remove the comma and what follows it."));
    }
    expect(')', Sentence::of("a parenthesis is not closed"));
    emit(Operation(int(Operation::Exp) + function->operation));
}

void FormulaParser::emit(Operation operation, Real number, std::size_t variable) {
    if (operation == Operation::Number || operation == Operation::Variable)
        ++m_height;
    else if ((operation >= Operation::Add && operation <= Operation::Power) || operation >= Operation::Min)
        --m_height;
    m_formula.m_depth = std::max(m_formula.m_depth, m_height);
    m_formula.m_steps.push_back({operation, number, variable});
}

bool FormulaParser::take(char sign) {
    if (!isSign(sign))
        return false;
    ++m_next;
    return true;
}

void FormulaParser::expect(char sign, const Sentence& because) {
    if (!take(sign))
        refuse(because, Sentence::of("Add “%1” here.", std::string(1, sign)));
}

void FormulaParser::refuse(const Sentence& what, const Sentence& remedy) const { refuse(next().place, what, remedy); }

void FormulaParser::refuse(std::size_t place, const Sentence& what, const Sentence& remedy) const {
    throw Error(ErrorCode::InvalidArgument, Sentence::of("Formula, character %1: %2.", place, what), remedy);
}

} // namespace engine
