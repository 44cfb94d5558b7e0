// `deskhand understanding retrain LABELS.csv`: what the desk would understand better, and worse, if it learned from sentences
// somebody has labelled. Nothing changes without --apply.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

// LABELS.csv: as `conversations export --unmatched` writes it, with the column "intent" filled in (rows without one are left
// out, "none" for what is no business of the desk). The report compares the model in use with one that also learned the
// labels, on texts neither of them has seen: the held-back fifth of the corpus and of the labels. With --apply the labels go
// to `[understanding] labels` and a model that learned all of them to `[understanding] model`.
int run_understanding_retrain(const CommandInput& input);

}  // namespace desk
