// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/juel.h"

#include "core/bpmn/source_tree.h"

#include <algorithm>
#include <array>
#include <vector>

namespace habitat::bpmn {

namespace {

enum class Kind { Name, Number, Text, Operator, Not, Open, Close };

struct Token
{
    Kind kind;
    std::string feel;
};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Operators of JUEL and what they are in FEEL; the longer ones first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> symbols{{{"==", "="},
                                                                                 {"!=", "!="},
                                                                                 {"<=", "<="},
                                                                                 {">=", ">="},
                                                                                 {"&&", "and"},
                                                                                 {"||", "or"},
                                                                                 {"<", "<"},
                                                                                 {">", ">"},
                                                                                 {"+", "+"},
                                                                                 {"-", "-"},
                                                                                 {"*", "*"},
                                                                                 {"/", "/"},
                                                                                 {"(", "("},
                                                                                 {")", ")"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words{{{"eq", "="},
                                                                              {"ne", "!="},
                                                                              {"lt", "<"},
                                                                              {"gt", ">"},
                                                                              {"le", "<="},
                                                                              {"ge", ">="},
                                                                              {"and", "and"},
                                                                              {"or", "or"},
                                                                              {"div", "/"}}};

/// Words that are plain names in JUEL but not in FEEL, or the other way round.
constexpr std::array<std::string_view, 15> untranslatable{
    "empty", "instanceof", "mod", "if",      "then",     "else",      "for",      "some",
    "every", "return",     "in",  "between", "function", "satisfies", "execution"};

class Lexer
{
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    std::optional<std::vector<Token>> run()
    {
        std::vector<Token> tokens;
        while (skipSpace(), m_at < m_text.size()) {
            auto token = next();
            if (!token) return std::nullopt;
            tokens.push_back(std::move(*token));
        }
        return tokens;
    }

private:
    std::optional<Token> next()
    {
        const char c = m_text[m_at];
        if (isLetter(c)) return word();
        if (isDigit(c)) return number();
        if (c == '\'' || c == '"') return quoted();
        for (const auto& [juel, feel] : symbols)
            if (m_text.substr(m_at, juel.size()) == juel) {
                m_at += juel.size();
                const auto kind = juel == "(" ? Kind::Open : juel == ")" ? Kind::Close : Kind::Operator;
                return Token{kind, std::string(feel)};
            }
        if (c == '!') {
            ++m_at;
            return Token{Kind::Not, "not"};
        }
        return std::nullopt;
    }

    std::optional<Token> word()
    {
        const auto begin = m_at;
        while (m_at < m_text.size() &&
               (isLetter(m_text[m_at]) || isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            ++m_at;
        const auto name = m_text.substr(begin, m_at - begin);
        if (name == "not") return Token{Kind::Not, "not"};
        const auto* found =
            std::ranges::find(words, name, &std::pair<std::string_view, std::string_view>::first);
        if (found != words.end()) return Token{Kind::Operator, std::string(found->second)};
        const auto head = name.substr(0, name.find('.'));
        if (std::ranges::find(untranslatable, head) != untranslatable.end() || name.ends_with('.') ||
            name.find("..") != std::string_view::npos)
            return std::nullopt;
        return Token{Kind::Name, std::string(name)};
    }

    std::optional<Token> number()
    {
        const auto begin = m_at;
        while (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            ++m_at;
        const auto digits = m_text.substr(begin, m_at - begin);
        const bool exponent = m_at < m_text.size() && isLetter(m_text[m_at]);
        if (exponent || std::ranges::count(digits, '.') > 1 || digits.ends_with('.')) return std::nullopt;
        return Token{Kind::Number, std::string(digits)};
    }

    std::optional<Token> quoted()
    {
        const auto close = m_text.find(m_text[m_at], m_at + 1);
        if (close == std::string_view::npos) return std::nullopt;
        const auto content = m_text.substr(m_at + 1, close - m_at - 1);
        if (content.find_first_of("\\\"") != std::string_view::npos) return std::nullopt;
        m_at = close + 1;
        return Token{Kind::Text, '"' + std::string(content) + '"'};
    }

    void skipSpace()
    {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

bool isOperand(Kind kind)
{
    return kind == Kind::Name || kind == Kind::Number || kind == Kind::Text;
}

/// Checks the order of tokens and writes them out, operands and operators in turn. "!a" becomes "not(a)".
std::optional<std::string> assemble(const std::vector<Token>& tokens)
{
    std::string out;
    int open = 0;
    bool operandDue = true;
    bool closeNot = false;
    bool glued = true; // the next token follows without a space
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto& [kind, feel] = tokens[at];
        const bool minus = kind == Kind::Operator && feel == "-" && operandDue;
        const bool begins = isOperand(kind) || kind == Kind::Open || kind == Kind::Not || minus;
        if (begins != operandDue) return std::nullopt;
        if (kind == Kind::Not) {
            if (at + 1 >= tokens.size() ||
                (tokens[at + 1].kind != Kind::Name && tokens[at + 1].kind != Kind::Open))
                return std::nullopt;
            closeNot = tokens[at + 1].kind == Kind::Name;
            out += glued ? "not" : " not";
            out += closeNot ? "(" : "";
            glued = true;
            continue;
        }
        out += glued || kind == Kind::Close ? feel : ' ' + feel;
        glued = kind == Kind::Open || minus;
        if (isOperand(kind) && closeNot) {
            out += ')';
            closeNot = false;
        }
        open += kind == Kind::Open ? 1 : kind == Kind::Close ? -1 : 0;
        if (open < 0) return std::nullopt;
        operandDue = kind == Kind::Open || kind == Kind::Operator;
    }
    if (operandDue || open != 0) return std::nullopt;
    return out;
}

} // namespace

bool isJuel(std::string_view text)
{
    return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

std::optional<std::string> feelFromJuel(std::string_view text)
{
    text = trimmed(text);
    if ((!text.starts_with("${") && !text.starts_with("#{")) || text.find('}') != text.size() - 1)
        return std::nullopt;
    const auto tokens = Lexer(text.substr(2, text.size() - 3)).run();
    return tokens ? assemble(*tokens) : std::nullopt;
}

} // namespace habitat::bpmn
