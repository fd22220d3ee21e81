// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace habitat::exchange::test {

/// What a spreadsheet would show of one sheet of an .xlsx file, read back from its XML. Test code only.
struct Sheet
{
    QString name;
    struct Cell
    {
        /// Text, or the number as it stands in the file.
        QString value;
        bool isText = false;
        QString numberFormat;
    };
    /// By reference: "B3".
    QHash<QString, Cell> cells;
    QString frozenBelow;
    double widthOfFirst = 0;
};

/// One member of the zip container, by `unzip`.
QByteArray zipMember(const QString& path, const QString& member);
QList<Sheet> readXlsx(const QString& path);

/// Whether the programs that read PDF back are here.
bool canReadPdf();
/// The text of each page, as `pdftotext -layout` finds it.
QStringList pdfPages(const QString& path);
/// One line of what `pdfinfo` tells ("Title", "Page size").
QString pdfInfo(const QString& path, const QString& key);

} // namespace habitat::exchange::test
