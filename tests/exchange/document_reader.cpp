// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exchange/document_reader.h"

#include <QDebug>
#include <QProcess>
#include <QStandardPaths>
#include <QXmlStreamReader>

namespace habitat::exchange::test {

namespace {

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning().noquote() << program << arguments << process.errorString()
                             << process.readAllStandardError();
    return process.readAllStandardOutput();
}

QStringList sharedStrings(const QString& path)
{
    QStringList strings;
    QXmlStreamReader xml(zipMember(path, "xl/sharedStrings.xml"));
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("t"))
            strings << xml.readElementText();
    return strings;
}

/// For each cell style its number format.
QStringList styleFormats(const QString& path)
{
    QHash<QString, QString> codes = {{"0", "General"}, {"3", "#,##0"}, {"4", "#,##0.00"}, {"49", "@"}};
    QStringList formats;
    bool inCells = false;
    QXmlStreamReader xml(zipMember(path, "xl/styles.xml"));
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.name() == QLatin1String("cellXfs"))
            inCells = xml.isStartElement();
        else if (xml.isStartElement() && xml.name() == QLatin1String("numFmt"))
            codes[xml.attributes().value("numFmtId").toString()] =
                xml.attributes().value("formatCode").toString();
        else if (xml.isStartElement() && inCells && xml.name() == QLatin1String("xf"))
            formats << codes.value(xml.attributes().value("numFmtId").toString());
    }
    return formats;
}

QStringList sheetNames(const QString& path)
{
    QStringList names;
    QXmlStreamReader xml(zipMember(path, "xl/workbook.xml"));
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("sheet"))
            names << xml.attributes().value("name").toString();
    return names;
}

Sheet::Cell readCell(QXmlStreamReader& xml, const QStringList& strings, const QStringList& formats)
{
    Sheet::Cell cell;
    cell.isText = xml.attributes().value("t") == QLatin1String("s");
    cell.numberFormat = formats.value(xml.attributes().value("s").toInt());
    while (!(xml.isEndElement() && xml.name() == QLatin1String("c"))) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("v"))
            cell.value = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("f"))
            cell.value = "formula";
    }
    if (cell.isText) cell.value = strings.value(cell.value.toInt());
    return cell;
}

Sheet readSheet(const QString& path, int number, const QStringList& strings, const QStringList& formats)
{
    Sheet sheet;
    QXmlStreamReader xml(zipMember(path, QString("xl/worksheets/sheet%1.xml").arg(number)));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("pane"))
            sheet.frozenBelow = xml.attributes().value("ySplit").toString();
        else if (xml.name() == QLatin1String("col") && xml.attributes().value("min") == QLatin1String("1"))
            sheet.widthOfFirst = xml.attributes().value("width").toDouble();
        else if (xml.name() == QLatin1String("c")) {
            const auto reference = xml.attributes().value("r").toString();
            sheet.cells[reference] = readCell(xml, strings, formats);
        }
    }
    if (xml.hasError()) qWarning() << "sheet is not well-formed:" << xml.errorString();
    return sheet;
}

} // namespace

QByteArray zipMember(const QString& path, const QString& member)
{
    return outputOf("unzip", {"-p", path, member});
}

QList<Sheet> readXlsx(const QString& path)
{
    const auto strings = sharedStrings(path);
    const auto formats = styleFormats(path);
    QList<Sheet> sheets;
    for (const auto& name : sheetNames(path)) {
        sheets << readSheet(path, int(sheets.size()) + 1, strings, formats);
        sheets.back().name = name;
    }
    return sheets;
}

bool canReadPdf()
{
    return !QStandardPaths::findExecutable("pdftotext").isEmpty() &&
           !QStandardPaths::findExecutable("pdfinfo").isEmpty();
}

QStringList pdfPages(const QString& path)
{
    auto pages =
        QString::fromUtf8(outputOf("pdftotext", {"-layout", "-enc", "UTF-8", path, "-"})).split('\f');
    pages.removeLast(); // each page ends in a form feed
    return pages;
}

QString pdfInfo(const QString& path, const QString& key)
{
    const auto lines = QString::fromUtf8(outputOf("pdfinfo", {"-isodates", path})).split('\n');
    for (const auto& line : lines)
        if (line.startsWith(key + ":")) return line.mid(key.size() + 1).trimmed();
    return {};
}

} // namespace habitat::exchange::test
