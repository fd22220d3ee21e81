// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/signatures.h"

#include "core/base/calendar.h"
#include "core/identity/users.h"

#include <fmt/format.h>

#include <algorithm>

namespace habitat::close {

namespace {

std::string rolesInWords(RoleSet roles)
{
    std::string words;
    const auto all = roles.toVector();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) words += i + 1 == all.size() ? " or " : ", ";
        words += toText(all[i]);
    }
    return words;
}

bool hasStandingSignature(const std::vector<Signature>& given, const std::string& user)
{
    return std::ranges::any_of(given, [&](const Signature& one) { return one.user == user; });
}

std::optional<Place> placeByMoving(db::Connection& db, int step, const std::vector<Signature>& given,
                                   const std::vector<int>& open, const Actor& person)
{
    for (const auto& signature : given) {
        if (!person.roles.intersects(slotOf(step, signature.slot).mayBe)) continue;
        const auto signer = identity::actorOf(db, signature.user);
        for (const int slot : open)
            if (signer && signer->roles.intersects(slotOf(step, slot).mayBe))
                return Place{signature.slot, Place::Move{signature.key, slot}};
    }
    return std::nullopt;
}

std::vector<Signature> readSignatures(db::Query rows)
{
    std::vector<Signature> found;
    while (rows.next()) {
        Signature one{rows.integer(0),
                      rows.key<CloseKey>(1),
                      int(rows.integer(2)),
                      int(rows.integer(3)),
                      int(rows.integer(4)),
                      rows.text(5),
                      rows.text(6),
                      rows.text(7),
                      instantFromMicros(rows.integer(8)),
                      {},
                      rows.text(10)};
        if (const auto at = rows.optionalInteger(9)) one.suspendedAt = instantFromMicros(*at);
        found.push_back(std::move(one));
    }
    return found;
}

} // namespace

std::vector<int> slotsAskedFor(int step, const SigningTerms& terms)
{
    std::vector<int> asked;
    const auto slots = planOf(step).asked;
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (!slots[i].overThresholdOnly || terms.overThreshold) asked.push_back(int(i));
    for (int i = int(slots.size()); i < terms.people && !slots.empty(); ++i)
        asked.push_back(i);
    return asked;
}

std::vector<Signature> signaturesOf(db::Connection& db, CloseKey close, int step)
{
    return readSignatures(
        db.query(
              "SELECT key, close_key, step, run, slot, \"user\", input_hash, note, signed_at, suspended_at, "
              "suspended_why FROM close_signature WHERE close_key = ? AND step = ? ORDER BY key")
            .bind(close, step));
}

std::vector<Signature> signaturesInPeriod(db::Connection& db, const std::string& period, int step)
{
    return readSignatures(
        db.query("SELECT s.key, s.close_key, s.step, s.run, s.slot, s.\"user\", s.input_hash, s.note, "
                 "s.signed_at, "
                 "s.suspended_at, s.suspended_why FROM close_signature s JOIN close c ON c.key = s.close_key "
                 "WHERE c.period = ? AND s.step = ? ORDER BY s.key")
            .bind(period, step));
}

std::vector<Signature> standing(const std::vector<Signature>& all, const SigningTerms& terms)
{
    std::vector<Signature> given;
    for (const auto& one : all)
        if (!one.suspendedAt && one.inputHash == terms.inputHash) given.push_back(one);
    std::ranges::sort(given, {}, &Signature::slot);
    return given;
}

std::vector<int> openSlots(db::Connection& db, CloseKey close, int step, const SigningTerms& terms)
{
    const auto given = standing(signaturesOf(db, close, step), terms);
    auto open = slotsAskedFor(step, terms);
    std::erase_if(open, [&](int slot) {
        return std::ranges::any_of(given, [&](const Signature& one) { return one.slot == slot; });
    });
    return open;
}

Result<Place> slotFor(db::Connection& db, const Close& close, int step, const SigningTerms& terms,
                      const Actor& person)
{
    if (person.roles.contains(Role::Agent))
        return fail("close.sign.agent", "An agent may prepare, but never sign. A person must sign this step.",
                    {{"step", step}, {"user", person.user}});
    const auto open = openSlots(db, close.key, step, terms);
    const auto given = standing(signaturesOf(db, close.key, step), terms);
    if (hasStandingSignature(given, person.user))
        return fail("close.sign.twice",
                    open.empty()
                        ? fmt::format("You have signed step {} already.", step)
                        : fmt::format("You have signed step {} already; another person must sign as {}.",
                                      step, labelsOf(step, open)),
                    {{"step", step}, {"user", person.user}});
    if (open.empty())
        return fail("close.sign.not_needed", fmt::format("Step {} asks for no further signature.", step),
                    {{"step", step}});
    RoleSet asked;
    for (const int slot : open) {
        const auto mayBe = slotOf(step, slot).mayBe;
        if (person.roles.intersects(mayBe)) return Place{slot, {}};
        for (const Role role : mayBe.toVector())
            asked.insert(role);
    }
    if (const auto place = placeByMoving(db, step, given, open, person)) return *place;
    return fail("close.sign.role",
                fmt::format("Step {} waits for the signature of: {}. {} is none of {}.", step,
                            labelsOf(step, open), person.user, rolesInWords(asked)),
                {{"step", step}, {"user", person.user}, {"open", labelsOf(step, open)}});
}

Status sign(store::UnitOfWork& work, const Close& close, int step, const SigningTerms& terms,
            const std::string& note)
{
    const auto place = TRY(slotFor(work.db(), close, step, terms, work.actor()));
    suspendStale(work, close.key, step, terms);
    if (place.move)
        work.db()
            .query("UPDATE close_signature SET slot = ? WHERE key = ?")
            .bind(place.move->to, place.move->signature)
            .run();
    work.db()
        .query("INSERT INTO close_signature (key, close_key, run, step, slot, \"user\", input_hash, note, "
               "signed_at, "
               "suspended_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')")
        .bind(work.keys().next(), close.key, close.run, step, place.slot, work.actor().user, terms.inputHash,
              note, toMicros(work.now()))
        .run();
    work.publish({"close.step.signed",
                  close.period,
                  {{"step", step}, {"user", work.actor().user}, {"hash", terms.inputHash}}});
    return {};
}

void suspendStale(store::UnitOfWork& work, CloseKey close, int step, const SigningTerms& terms)
{
    work.db()
        .query("UPDATE close_signature SET suspended_at = ?, suspended_why = ? "
               "WHERE close_key = ? AND step = ? AND suspended_at IS NULL AND input_hash <> ?")
        .bind(toMicros(work.now()), "What was signed has changed since.", close, step, terms.inputHash)
        .run();
}

void suspendAll(store::UnitOfWork& work, CloseKey close, int step, const std::string& why)
{
    work.db()
        .query("UPDATE close_signature SET suspended_at = ?, suspended_why = ? "
               "WHERE close_key = ? AND step = ? AND suspended_at IS NULL")
        .bind(toMicros(work.now()), why, close, step)
        .run();
}

} // namespace habitat::close
