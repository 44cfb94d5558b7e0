// What SQLite is told for the whole program, once, before anything of it is used.
#pragma once

namespace desk {

// Whoever opens a file or makes a file layer calls it first; any thread. SQLite counts the memory it uses under one mutex of
// the whole program, at every allocation of every thread, and nobody asks for the count: it is told not to. Ends the program
// when SQLite was used before, because it would go on counting and nobody would see it.
void begin_sqlite();

}  // namespace desk
