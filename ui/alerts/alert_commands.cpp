// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_commands.h"

#include "ui/alerts/alert_words.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <set>

namespace habitat::ui {

struct AlertCommands::Search
{
    console::AlertItem alert;
    std::vector<console::InstanceItem> candidates;
    std::size_t at = 0;
    /// Of the alert; what is not found is not retried, and said.
    std::set<std::int64_t> missing;
    QList<BatchItem> found;
};

AlertCommands::AlertCommands(const PlaceContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window)
{
}

Reply<void> AlertCommands::report(const QString& done, const QString& failed, std::function<void()> undo)
{
    return Reply<void>(this, [this, done, failed, undo = std::move(undo)](Result<void> result) {
        emit busy({});
        if (!result)
            emit refused(failed, fromCore(result.error().message));
        else
            m_context.desk.toast(done, undo ? tr("Undo") : QString(), undo);
        emit changed();
    });
}

void AlertCommands::acknowledge(const console::AlertItem& alert)
{
    m_context.backend.acknowledgeAlert(m_context.session, alert.cause,
                                       report(tr("Acknowledged: %1.").arg(fromCore(alert.title)),
                                              tr("It could not be acknowledged"),
                                              [this, alert] { reopen(alert); }));
}

void AlertCommands::snooze(const console::AlertItem& alert, Duration by, const QString& until)
{
    m_context.backend.snoozeAlert(m_context.session, alert.cause, by,
                                  report(tr("Snoozed %1: %2.").arg(until, fromCore(alert.title)),
                                         tr("It could not be snoozed"), [this, alert] { reopen(alert); }));
}

void AlertCommands::reopen(const console::AlertItem& alert)
{
    m_context.backend.reopenAlert(
        m_context.session, alert.cause,
        report(tr("Open again: %1.").arg(fromCore(alert.title)), tr("It could not be reopened"), {}));
}

void AlertCommands::retry(const console::AlertItem& alert)
{
    if (alert.count <= 1 && alert.instanceKey != 0) {
        retryOne(alert.instanceKey, fromCore(alert.subject));
        return;
    }
    auto search = std::make_shared<Search>();
    search->alert = alert;
    search->missing.insert(alert.incidents.begin(), alert.incidents.end());
    emit busy(tr("Looking for the instances of this alert…"));
    readPage(search, 0);
}

void AlertCommands::retryOne(std::int64_t instance, const QString& subject)
{
    emit busy(tr("Retrying %1…").arg(subject));
    m_context.backend.retryInstance(
        m_context.session, instance, {}, Reply<void>(this, [this, subject](Result<void> result) {
            emit busy({});
            if (result)
                m_context.desk.toast(tr("Retried %1: the problem is gone.").arg(subject));
            else
                emit refused(wasTriedInVain(result.error()) ? tr("Retried, and the cause is still there")
                                                            : tr("%1 could not be retried").arg(subject),
                             fromCore(result.error().message));
            emit changed();
        }));
}

void AlertCommands::readPage(const std::shared_ptr<Search>& search, std::int64_t before)
{
    console::InstanceFilter filter;
    filter.process = processOf(search->alert);
    filter.state = "failed";
    filter.before = before;
    m_context.backend.instances(
        m_context.session, filter, m_page.reply<console::InstancePage>([this, search](auto page) {
            if (!page) {
                emit busy({});
                emit refused(tr("The instances could not be read"), fromCore(page.error().message));
                return;
            }
            const bool more = page->hasMore && !page->rows.empty();
            const std::int64_t last = page->rows.empty() ? 0 : page->rows.back().key;
            search->candidates.insert(search->candidates.end(), page->rows.begin(), page->rows.end());
            // No more instances than incidents can be meant.
            if (more && search->candidates.size() < 4 * search->alert.incidents.size() + 1000)
                readPage(search, last);
            else
                readNext(search);
        }));
}

void AlertCommands::readNext(const std::shared_ptr<Search>& search)
{
    if (search->at >= search->candidates.size() || search->missing.empty()) {
        emit busy({});
        return askRetry(*search);
    }
    const console::InstanceItem item = search->candidates[search->at++];
    m_context.backend.instance(
        m_context.session, item.key,
        m_detail.reply<console::InstanceDetail>([this, search, item](auto detail) {
            if (detail) {
                int mine = 0;
                int others = 0;
                for (const console::ProblemItem& problem : detail->problems) {
                    if (problem.resolvedAt) continue;
                    if (search->missing.erase(problem.incidentKey) > 0)
                        ++mine;
                    else
                        ++others;
                }
                if (mine > 0) {
                    BatchItem row;
                    row.key = QString::number(item.key);
                    row.title =
                        fromCore(item.businessKey.empty() ? std::to_string(item.key) : item.businessKey);
                    row.detail = fromCore(item.processName);
                    if (others > 0)
                        row.detail +=
                            QStringLiteral(" · ") + tr("its other problems (%1) are retried too").arg(others);
                    search->found.append(std::move(row));
                }
            }
            readNext(search);
        }));
}

void AlertCommands::askRetry(const Search& search)
{
    Batch batch;
    batch.title = tr("Retry: %1").arg(fromCore(search.alert.title));
    batch.text =
        tr("Each instance is tried again where it failed. Where the cause is still there, it fails again and "
           "the alert stays.");
    if (!search.missing.empty())
        batch.text += QLatin1Char(' ') + tr("Not open any more: %1.").arg(search.missing.size());
    batch.doneWord = tr("Retried");
    batch.items = search.found;
    batch.runLabel = tr("Retry %Ln", nullptr, int(search.found.size()));
    auto* dialog = new BatchDialog(
        batch,
        [this](const BatchItem& item, const QString&, Reply<void> reply) {
            m_context.backend.retryInstance(m_context.session, item.key.toLongLong(), {}, std::move(reply));
        },
        m_window);
    connect(dialog, &BatchDialog::ran, this, &AlertCommands::changed);
    m_dialog = dialog;
    dialog->open();
}

} // namespace habitat::ui
