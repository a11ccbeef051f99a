#include "app/commands/opening_measurement.h"

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/io/atomic_file.h"
#include "engine/io/npy.h"

#include <QDir>
#include <QTemporaryDir>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char** environ;

namespace app {

using engine::Error;
using engine::ErrorCode;

namespace {

constexpr int kColumns = 5, kSnapshots = 4;

/// Calls `take` with the numbers of each row, one after the other: the same for every format.
void eachRow(std::int64_t rows, std::stop_token stop, const std::function<void(const float (&)[kColumns])>& take) {
    engine::Rng rng(1);
    for (std::int64_t i = 0; i < rows; ++i) {
        if (i % 100'000 == 0 && stop.stop_requested())
            throw Error(ErrorCode::Cancelled, "Interrupted.");
        const auto time = float(i * kSnapshots / rows);
        float row[kColumns] = {time};
        for (int k = 1; k < kColumns; ++k)
            row[k] = time + float(rng.normal());
        take(row);
    }
}

void writeCsv(engine::AtomicFile& file, std::int64_t rows, std::stop_token stop) {
    file.write("t,x1,x2,x3,x4\n");
    eachRow(rows, stop, [&](const float(&row)[kColumns]) {
        char line[kColumns * 16];
        char* at = line;
        for (const float value : row) {
            at = std::to_chars(at, line + sizeof line, double(value), std::chars_format::general, 7).ptr;
            *at++ = ',';
        }
        at[-1] = '\n';
        file.write({line, std::size_t(at - line)});
    });
}

void writeNpy(engine::AtomicFile& file, std::int64_t rows, std::stop_token stop) {
    file.write(engine::npyHeader("<f8", {rows, kColumns}));
    eachRow(rows, stop, [&](const float(&row)[kColumns]) {
        double numbers[kColumns];
        std::copy(row, row + kColumns, numbers);
        file.write({reinterpret_cast<const char*>(numbers), sizeof numbers});
    });
}

/// Runs this program with these words, silently, and waits for its end.
rusage runToEnd(std::vector<std::string> words) {
    words.insert(words.begin(), "kinetoscope");
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t process = 0;
    const int failure = posix_spawn(&process, "/proc/self/exe", &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        throw Error(ErrorCode::WorkFailed, std::string("No process can be started: ") + std::strerror(failure) + ".");
    int status = 0;
    rusage usage{};
    while (wait4(process, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(ErrorCode::WorkFailed, words.back() + " could not be opened.",
                    "Measure with fewer rows: --rows 1000000.");
    return usage;
}

} // namespace

OpeningSpeed openingSpeed(const std::string& format, std::int64_t rows, std::stop_token stop) {
    const QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/kinetoscope-XXXXXX"));
    const std::filesystem::path path = folder.path().toStdString() + "/points." + format;
    engine::AtomicFile file(path);
    format == "csv" ? writeCsv(file, rows, stop) : writeNpy(file, rows, stop);
    file.commit();
    OpeningSpeed speed{format, rows, kColumns, std::filesystem::file_size(path), 0, 0};
    const auto start = std::chrono::steady_clock::now();
    const rusage usage = runToEnd({"info", path});
    speed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    speed.peakMemory = std::uint64_t(usage.ru_maxrss) << 10;
    speed.window = windowWhileOpening(QString::fromStdString(path.string()));
    return speed;
}

} // namespace app
