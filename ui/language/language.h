// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTranslator>

class QCoreApplication;

namespace habitat::ui {

/// The words of the program in one language, from its construction to its end; English where a language has
/// no word. Figures keep the form that the books give them, whatever the language: the same amount reads the
/// same on the screen, in an export and on paper. GUI thread, one at a time.
class Language final
{
public:
    /// `wanted`: a language of `languages()`, or empty for the first of the system's that there is.
    Language(QCoreApplication& application, const QString& wanted);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    /// "de".
    [[nodiscard]] const QString& code() const { return m_code; }

    /// Those that the program speaks: "de", "en".
    static QStringList languages();
    /// The first of `preferred` ("de-AT", "fr"), best first, that the program speaks; else English.
    static QString choose(const QStringList& preferred);

private:
    QCoreApplication& m_application;
    QString m_code;
    /// Qt's own words, such as those of its file dialog.
    QTranslator m_qt;
    QTranslator m_own;
};

} // namespace habitat::ui
