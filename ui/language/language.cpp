// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace habitat::ui {
namespace {

const QString folder = QStringLiteral(":/translations");

/// Groups of three digits, "10,000", as amounts of the books have them.
QLocale figures()
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

} // namespace

Language::Language(QCoreApplication& application, const QString& wanted)
    : m_application(application), m_code(wanted.isEmpty() ? choose(QLocale::system().uiLanguages()) : wanted)
{
    QLocale::setDefault(figures());
    if (m_qt.load(QStringLiteral("qtbase_") + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_application.installTranslator(&m_qt);
    if (m_own.load(QStringLiteral("habitat_") + m_code, folder)) m_application.installTranslator(&m_own);
}

Language::~Language()
{
    m_application.removeTranslator(&m_own);
    m_application.removeTranslator(&m_qt);
    QLocale::setDefault(QLocale::system());
}

QStringList Language::languages()
{
    QStringList codes;
    for (const QString& file :
         QDir(folder).entryList({QStringLiteral("habitat_*.qm")}, QDir::Files, QDir::Name))
        codes << file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
    return codes;
}

QString Language::choose(const QStringList& preferred)
{
    const QStringList known = languages();
    for (const QString& language : preferred)
        if (const QString code = language.section(QLatin1Char('-'), 0, 0).toLower(); known.contains(code))
            return code;
    return QStringLiteral("en");
}

} // namespace habitat::ui
