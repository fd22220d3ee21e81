// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the members agreed: how a surplus is shared, paid and guarded. Plain values, any thread.
namespace habitat::agreements {

/// S: each category's weight is shared by the members' part of that category. V: values are weighted and
/// added.
enum class PatronageMethod : std::uint8_t { S, V };
/// Who gets a left-over minor unit first among equals: the lower admission number, or the earlier admission
/// date (then the lower number).
enum class TieBreak : std::uint8_t { AdmissionNumber, AdmissionDate };
/// K: partnership, IRC Subchapter K. T: cooperative, Subchapter T.
enum class TaxRegime : std::uint8_t { K, T };
enum class CategoryKind : std::uint8_t { Patronage, Cash, InKind };

std::string_view toText(PatronageMethod method);
std::string_view toText(TieBreak tieBreak);
std::string_view toText(TaxRegime regime);
std::string_view toText(CategoryKind kind);

struct Category
{
    std::string name;
    BasisPoints weight;
    CategoryKind kind = CategoryKind::Patronage;

    bool operator==(const Category&) const = default;
};

/// A member who must restore a deficit of capital, wholly or up to a limit (§704(b)).
struct RestorationObligation
{
    std::string memberNumber;
    std::optional<Money> limit;

    bool operator==(const RestorationObligation&) const = default;
};

/// One version of the policy. The defaults hold where a co-op ratified nothing else.
struct Policy
{
    std::string name = "Default policy";
    std::int64_t version = 1;
    PatronageMethod method = PatronageMethod::S;
    std::vector<Category> categories = {{"labor", BasisPoints(4'000), CategoryKind::Patronage},
                                        {"revenue", BasisPoints(3'000), CategoryKind::Patronage},
                                        {"cash", BasisPoints(2'000), CategoryKind::Cash},
                                        {"community", BasisPoints(1'000), CategoryKind::Patronage}};
    BasisPoints cashRate{2'000};
    /// Kept back from a positive net income: a fixed amount and a part of it, never more than there is.
    Money reserve;
    BasisPoints reserveRate;
    TieBreak tieBreak = TieBreak::AdmissionNumber;
    TaxRegime taxRegime = TaxRegime::K;
    Money contributionDualApprovalOver{250'000};
    Money journalThreshold{500'000};
    std::int64_t graceDays = 7;
    /// Cash that must remain on the bank after distributions.
    Money minimumCash;
    /// Distinct people whose signatures an allocation needs.
    std::int64_t quorum = 2;
    /// Every member restores a deficit, whoever is listed.
    bool everyoneRestores = false;
    std::vector<RestorationObligation> restoration;
    /// Absent while it is a draft.
    std::optional<Date> ratifiedOn;
    std::optional<Date> effectiveFrom;

    bool operator==(const Policy&) const = default;
    [[nodiscard]] const Category* category(std::string_view categoryName) const;
};

/// How far below zero the member's capital may go: not at all (zero) where nothing must be restored, without
/// end (absent) where all of it must.
std::optional<Money> deficitLimit(const Policy& policy, std::string_view memberNumber);

/// Every rule that a policy must keep by itself: "agreements.policy.invalid" with {"field", "rule"}; weights
/// sum to exactly 10,000 bp; Subchapter T pays at least 20 % in cash (IRC §1388(c)(1)).
Status checkPolicy(const Policy& policy);

/// Reads `policy.json`; absent fields take their defaults, unknown ones are refused, and what is read is
/// checked. "agreements.policy.unreadable" (not JSON) or "agreements.policy.invalid" with {"field", "rule"}.
Result<Policy> parsePolicy(std::string_view json);
/// The canonical text: parsePolicy(toJson(p)) == p, and equal policies give equal text.
std::string toJson(const Policy& policy);
/// Hash of the canonical text.
std::string hashOf(const Policy& policy);

} // namespace habitat::agreements
