#pragma once

#include "tests/journeys/shown_program.h"

namespace tests {

/// How a person brings files into the window.
enum class Way { Drop, OpenDialog, Paste };

/// Files of one format as a person would have them, and what must be on the stage when they are open.
struct SampleFiles {
    QString format;
    QStringList paths; ///< none when the text is pasted
    QString text;      ///< to be pasted
    Way way = Way::Drop;
    int dimension = 2;
    std::vector<double> times; ///< of the snapshots
    int points = 0;            ///< in all
    QStringList axes = {};     ///< their names; empty: not looked at
    QString told = {};         ///< words of the message that says how it was understood
};

/// The formats there are, without making a file.
QStringList sampleFormats();
/// Writes the files of one of them.
SampleFiles sampleFiles(const QString& format, const Home& home);

} // namespace tests
