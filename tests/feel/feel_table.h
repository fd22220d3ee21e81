// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/expression.h"

#include <QtTest/QTest>

namespace habitat::feel::test {

/// Rows of FEEL text: an expression, and another that says what it comes to.
inline void addColumns()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
}

inline void row(const char* expression, const char* expected)
{
    QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(expected);
}

/// What the text evaluates to; a text that does not parse fails the test with its message.
inline Value run(const std::string& text, const Context& variables = {})
{
    const auto expression = parse(text);
    if (!expression) {
        QTest::qFail(expression.error().message.c_str(), __FILE__, __LINE__);
        return "does not parse";
    }
    return evaluate(*expression, variables, {parseInstant("2026-11-20T06:15:00Z").value()});
}

inline void checkRow(const Context& variables = {})
{
    QFETCH(QString, expression);
    QFETCH(QString, expected);
    const Value actual = run(expression.toStdString(), variables);
    const Value wanted = run(expected.toStdString());
    QVERIFY2(actual == wanted, ("came to " + toText(actual)).c_str());
}

} // namespace habitat::feel::test
