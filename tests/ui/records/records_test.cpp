// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/batch_dialog.h"
#include "ui/records/record_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/record_table.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace habitat;
using namespace habitat::ui;

namespace {

Record row(const QString& key, const QString& text = {})
{
    return {key, {{text.isEmpty() ? key : text, {}, {}, {}, {}}, {"x", {}, {}, {}, {}}}, key, false};
}

QList<Record> rows(const QString& keys)
{
    QList<Record> records;
    for (const QChar key : keys)
        records << row(key);
    return records;
}

QString keysOf(const RecordModel& model)
{
    QString keys;
    for (const Record& record : model.records())
        keys += record.key;
    return keys;
}

const QList<Column> twoColumns{{"Key"}, {"Value", Digits::Yes}};

struct Asked
{
    QStringList keys;
    std::vector<Reply<void>> replies;
};

Batch batchOf(int possible, int left)
{
    Batch batch;
    batch.title = "Approve";
    batch.runLabel = "Approve";
    batch.doneWord = "Approved";
    for (int i = 0; i < possible + left; ++i)
        batch.items.append({QString::number(i),
                            QString("C-%1").arg(i),
                            {},
                            Money(100 * (i + 1)),
                            i < possible ? QString() : QString("You submitted this.")});
    return batch;
}

} // namespace

class RecordsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, ThemeChoice::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void updatingLeadsToTheRowsThatWereGiven_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("same") << "abc"
                              << "abc";
        QTest::newRow("one more above") << "abc"
                                        << "zabc";
        QTest::newRow("one more between") << "abc"
                                          << "abzc";
        QTest::newRow("one less") << "abc"
                                  << "ac";
        QTest::newRow("others altogether") << "abc"
                                           << "xyz";
        QTest::newRow("turned round") << "abcd"
                                      << "dcba";
        QTest::newRow("moved, gone and come") << "abcdef"
                                              << "fxbead";
        QTest::newRow("emptied") << "abc"
                                 << "";
        QTest::newRow("filled") << ""
                                << "abc";
    }
    void updatingLeadsToTheRowsThatWereGiven()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        RecordModel model(twoColumns, RecordModel::Checks::Yes);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(rows(before));
        model.update(rows(after));
        QCOMPARE(keysOf(model), after);
    }

    void updatingKeepsTheSelectionOnItsKey()
    {
        RecordModel model(twoColumns);
        RecordTable table;
        equip(table, model, "Rows", 1);
        model.reset(rows("abcdef"));
        QVERIFY(setCurrentKey(table, "d"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.update(rows("xyabcdef"));
        QCOMPARE(currentKey(table), QString("d"));
        QCOMPARE(table.currentIndex().row(), 5);
        QCOMPARE(resets.size(), 0);
    }

    void whatTakesThePlaceOfARowIsSelected_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("current");
        QTest::newRow("the one before it") << "ac"
                                           << "a";
        QTest::newRow("the one before them") << "a"
                                             << "a";
        QTest::newRow("the first that is left") << "c"
                                                << "c";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void whatTakesThePlaceOfARowIsSelected()
    {
        QFETCH(QString, left);
        QFETCH(QString, current);
        RecordModel model(twoColumns);
        RecordTable table;
        equip(table, model, "Rows", 1);
        model.reset(rows("abc"));
        QVERIFY(setCurrentKey(table, "b"));
        model.update(rows(left));
        QCOMPARE(currentKey(table), current);
        QCOMPARE(table.selectionModel()->selectedRows().size(), current.isEmpty() ? 0 : 1);
        if (!current.isEmpty())
            QCOMPARE(table.selectionModel()->selectedRows().first().row(), table.currentIndex().row());
    }

    void onlyRowsThatDifferAreSaidToChange()
    {
        RecordModel model(twoColumns);
        model.reset(rows("abc"));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QList<Record> next = rows("abc");
        next[1].cells[0].text = "other";
        model.update(next);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    }

    void rowsAreMadeWhenSomebodyLooks()
    {
        QStringList made;
        QString value = "old";
        RecordModel model(twoColumns);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMaker([&](const QString& key) {
            made << key;
            return row(key, value);
        });
        const QList<Record> keys{{"a", {}, {}, false}, {"b", {}, {}, false}, {"c", {}, {}, false}};
        model.reset(keys);
        made.clear();
        QCOMPARE(model.index(1, 0).data().toString(), value);
        QCOMPARE(model.index(1, 1).data().toString(), QString("x"));
        QVERIFY(made.count("b") <= 1);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        value = "new";
        model.update(keys);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model.index(1, 0).data().toString(), value);
        QCOMPARE(model.keyAt(2), QString("c"));
    }

    void rowsThatComeAndGoEverywhereLeaveTheCurrentOne_data()
    {
        QTest::addColumn<int>("current");
        QTest::addColumn<int>("then");
        QTest::newRow("it stays") << 102 << 102;
        QTest::newRow("it goes: what is in its place") << 3 << 6;
        QTest::newRow("it goes, and so many that the place is gone") << 399 << 398;
    }
    void rowsThatComeAndGoEverywhereLeaveTheCurrentOne()
    {
        QFETCH(int, current);
        QFETCH(int, then);
        QList<Record> all;
        QList<Record> even;
        for (int i = 0; i < 400; ++i) {
            all << row(QString::number(i));
            if (i % 2 == 0) even << all.back();
        }
        RecordModel model(twoColumns, RecordModel::Checks::Yes);
        RecordTable table;
        equip(table, model, "Rows", 1);
        model.reset(all);
        model.toggle(50);
        model.toggle(51);
        QVERIFY(setCurrentKey(table, QString::number(current)));
        showRecords(table, model, even);
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(currentKey(table), QString::number(then));
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(model.checkedKeys(), QStringList{"50"});
        showRecords(table, model, all);
        QCOMPARE(model.rowCount(), 400);
        QCOMPARE(currentKey(table), QString::number(then));
    }

    void checksBelongToKeys()
    {
        RecordModel model(twoColumns, RecordModel::Checks::Yes);
        model.reset(rows("abc"));
        model.toggle(1);
        model.toggle(2);
        model.update(rows("zcab"));
        QCOMPARE(model.checkedKeys(), (QStringList{"c", "b"}));
        QSignalSpy changed(&model, &RecordModel::checksChanged);
        model.update(rows("za"));
        QCOMPARE(model.checkedKeys(), QStringList());
        QCOMPARE(changed.size(), 1);
    }

    void whatIsGoneCannotBeChecked()
    {
        RecordModel model(twoColumns, RecordModel::Checks::Yes);
        model.reset(rows("abc"));
        model.toggle(1);
        model.markGone("b");
        QCOMPARE(model.checkedKeys(), QStringList());
        model.toggle(1);
        model.checkAll();
        QCOMPARE(model.checkedKeys(), (QStringList{"a", "c"}));
    }

    void anotherPageIsAskedForOnce()
    {
        RecordModel model(twoColumns);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(rows("ab"));
        QSignalSpy wanted(&model, &RecordModel::moreWanted);
        QVERIFY(!model.canFetchMore({}));
        model.setHasMore(true);
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 1);
        model.append(rows("cd"));
        QCOMPARE(keysOf(model), QString("abcd"));
    }

    void spaceAndTheBoxCheckARow()
    {
        RecordModel model(twoColumns, RecordModel::Checks::Yes);
        RecordTable table;
        equip(table, model, "Rows", 1);
        model.reset(rows("abc"));
        table.resize(400, 200);
        table.show();
        table.setCurrentIndex(model.index(1, 0));
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(model.checkedKeys(), QStringList{"b"});
        const QRect cell = table.visualRect(model.index(2, 0));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 14, cell.center().y()));
        QCOMPARE(model.checkedKeys(), (QStringList{"b", "c"}));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 4, cell.center().y()));
        QCOMPARE(model.checkedKeys(), (QStringList{"b", "c"}));
    }

    void withoutRoomSpareColumnsGoAndNamesStay()
    {
        RecordModel model({{"Key"}, {"What"}, {"Amount", Digits::Yes}, {"Person", Digits::No, Room::Spare}});
        RecordTable table;
        equip(table, model, "Rows", 1);
        const QString name = "C-1042-2026";
        Record record{name, {}, name, false};
        for (const char* text : {"C-1042-2026", "Review", "21,600.00", "Konstantinos Papadimitriou"})
            record.cells.append({text, {}, {}, {}, {}});
        model.reset({record});
        table.resize(800, 200);
        table.show();
        QVERIFY(!table.isColumnHidden(3));
        const int wide = table.columnWidth(0);
        table.resize(320, 200);
        QTRY_VERIFY(table.isColumnHidden(3));
        QCOMPARE(table.columnWidth(0), wide);
        table.resize(800, 200);
        QTRY_VERIFY(!table.isColumnHidden(3));
    }

    void theSheetCountsWhatItWillDo()
    {
        BatchDialog dialog(
            batchOf(3, 2), [](const BatchItem&, const QString&, Reply<void>) {}, nullptr);
        QCOMPARE(dialog.summary(), QString("3 to do · total 6.00 · 2 left out"));
        QVERIFY(dialog.runButton()->isEnabled());
    }

    void whatIsLeftOutIsNeverTouched()
    {
        Asked asked;
        BatchDialog dialog(
            batchOf(2, 2),
            [&](const BatchItem& item, const QString&, Reply<void> reply) {
                asked.keys << item.key;
                reply({});
            },
            nullptr);
        QSignalSpy ran(&dialog, &BatchDialog::ran);
        dialog.runButton()->click();
        QCOMPARE(asked.keys, (QStringList{"0", "1"}));
        QCOMPARE(ran.size(), 1);
        QCOMPARE(ran[0][0].toInt(), 2);
        QCOMPARE(ran[0][1].toInt(), 0);
        QVERIFY(dialog.isDone());
    }

    void eachHasItsOwnResult()
    {
        BatchDialog dialog(
            batchOf(3, 0),
            [](const BatchItem& item, const QString&, Reply<void> reply) {
                reply(item.key == "1" ? Result<void>(fail("x", "Somebody else holds it.")) : Result<void>());
            },
            nullptr);
        dialog.runButton()->click();
        QCOMPARE(dialog.summary(), QString("2 done · 1 refused"));
        const auto* model = dialog.table()->model();
        QCOMPARE(model->index(0, 3).data().toString(), QString("Approved"));
        QCOMPARE(model->index(1, 3).data().toString(), QString("Somebody else holds it."));
        QCOMPARE(model->index(2, 3).data().toString(), QString("Approved"));
    }

    void stoppingWaitsForTheOneThatIsUnderWay()
    {
        Asked asked;
        BatchDialog dialog(
            batchOf(3, 0),
            [&](const BatchItem& item, const QString&, Reply<void> reply) {
                asked.keys << item.key;
                asked.replies.push_back(std::move(reply));
            },
            nullptr);
        dialog.show();
        dialog.runButton()->click();
        dialog.closeButton()->click();
        QVERIFY2(dialog.isVisible(), "it waits");
        QVERIFY(!dialog.isDone());
        asked.replies[0]({});
        QVERIFY(dialog.isDone());
        QCOMPARE(asked.keys, QStringList{"0"});
        QCOMPARE(dialog.summary(), QString("1 done · stopped, 2 not touched"));
        QVERIFY(dialog.closeButton()->isEnabled());
    }

    void aReasonIsRequiredWhereOneIs()
    {
        Batch batch = batchOf(1, 0);
        batch.reason = BatchReason::Required;
        QString given;
        BatchDialog dialog(
            batch,
            [&](const BatchItem&, const QString& reason, Reply<void> reply) {
                given = reason;
                reply({});
            },
            nullptr);
        QVERIFY(!dialog.runButton()->isEnabled());
        QCOMPARE(offBecause(dialog.runButton()), QString("A reason is required."));
        dialog.reasonField()->setPlainText("  Entered twice ");
        dialog.runButton()->click();
        QCOMPARE(given, QString("Entered twice"));
    }

    void withNothingToDoTheButtonSaysSo()
    {
        BatchDialog dialog(
            batchOf(0, 2), [](const BatchItem&, const QString&, Reply<void>) {}, nullptr);
        QVERIFY(!dialog.runButton()->isEnabled());
        QVERIFY(!offBecause(dialog.runButton()).isEmpty());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(RecordsTest)
#include "records_test.moc"
