// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/support/scenario.h"

namespace habitat::engine::test {

/// The tables of behaviours_test, one file a subject.
std::vector<Row> flowRows();
std::vector<Row> jobRows();
std::vector<Row> taskRows();
std::vector<Row> variableRows();
std::vector<Row> subProcessRows();
std::vector<Row> timerRows();
std::vector<Row> errorRows();
std::vector<Row> compensationRows();
std::vector<Row> rewindRows();
std::vector<Row> callRows();
std::vector<Row> incidentRows();
std::vector<Row> awaitingRows();
std::vector<Row> throwingRows();
std::vector<Row> eventSubProcessRows();
std::vector<Row> conditionalRows();
std::vector<Row> loopRows();
std::vector<Row> inclusiveRows();
std::vector<Row> complexRows();
std::vector<Row> transactionRows();
std::vector<Row> adHocRows();
std::vector<Row> startRows();
std::vector<Row> refusalRows();

} // namespace habitat::engine::test
