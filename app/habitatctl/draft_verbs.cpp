// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitatctl/text_table.h"
#include "app/habitatctl/verbs.h"

#include "core/base/calendar.h"
#include "core/base/whole_number.h"

#include <fmt/format.h>

namespace habitat::ctl {

namespace {

using nlohmann::json;

Result<std::int64_t> journalKey(const std::string& text)
{
    if (const auto key = parseWholeNumber<std::int64_t>(text)) return *key;
    return fail("treasury.journal.unknown",
                fmt::format("“{}” is no journal. `habitatctl drafts list` lists the drafts.", text),
                {{"journal", text}});
}

json draftJson(const treasury::JournalRecord& draft)
{
    return {{"journal", draft.key.value},
            {"entry", draft.journal.entry},
            {"date", habitat::toText(draft.journal.date)},
            {"description", draft.journal.description},
            {"amount_minor", treasury::amountOf(draft.journal).minor},
            {"prepared_by", draft.preparedBy},
            {"stands_for_it", draft.postedBy}};
}

} // namespace

Result<Answer> listDrafts(const Invocation& invocation)
{
    auto reader = TRY(openReader(invocation));
    Answer answer;
    answer.document = {{"drafts", json::array()}};
    TextTable table({{"journal", Align::Right},
                     {"date", Align::Left},
                     {"what", Align::Left},
                     {"amount", Align::Right},
                     {"prepared by", Align::Left}});
    for (const auto& draft : TRY(reader.questions->drafts(reader.session))) {
        answer.document["drafts"].push_back(draftJson(draft));
        table.add({habitat::toText(draft.key), habitat::toText(draft.journal.date), draft.journal.description,
                   habitat::toText(treasury::amountOf(draft.journal)), draft.preparedBy});
    }
    answer.text = table.plain();
    return answer;
}

Result<Answer> postDraft(const Invocation& invocation, const std::string& key)
{
    const auto journal = TRY(journalKey(key));
    auto desk = TRY(openDesk(invocation));
    auto posted = TRY(desk.console->postDraft(desk.session, journal));
    const bool waits = posted.at("status") == "draft";
    auto text =
        waits ? fmt::format("Journal {} is over the threshold: a second person must post it too.\n", key)
              : fmt::format("Journal {} is posted.\n", key);
    return Answer{std::move(posted), std::move(text)};
}

Result<Answer> discardDraft(const Invocation& invocation, const std::string& key, const std::string& reason)
{
    const auto journal = TRY(journalKey(key));
    auto desk = TRY(openDesk(invocation));
    TRY(desk.console->discardDraft(desk.session, journal, reason));
    return Answer{{{"journal", journal}, {"status", "discarded"}},
                  fmt::format("Draft {} is discarded.\n", key)};
}

} // namespace habitat::ctl
