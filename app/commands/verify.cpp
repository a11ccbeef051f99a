#include "app/commands/commands.h"
#include "app/commands/shared.h"
#include "engine/verification/verification.h"

#include <algorithm>
#include <cstdio>

namespace app {

using engine::ClosedFormCase;
using engine::Error;
using engine::ErrorCode;
using engine::VerificationResult;
using Json = nlohmann::ordered_json;

namespace {

std::vector<const ClosedFormCase*> chosenCases(const Arguments& arguments) {
    std::vector<const ClosedFormCase*> chosen;
    if (const auto only = arguments.names("only"))
        for (const std::string& id : *only)
            chosen.push_back(&engine::closedFormCase(id));
    else
        for (const ClosedFormCase& c : engine::closedFormCases())
            chosen.push_back(&c);
    return chosen;
}

Json jsonOf(const ClosedFormCase& c, const VerificationResult& r) {
    return {{"id", c.id},
            {"what", c.what},
            {"method", std::string(engine::name(c.dynamics.method))},
            {"expected", r.expected},
            {"obtained", r.obtained},
            {"standard_error", r.standardError},
            {"relative_velocity_error", r.velocityError},
            {"growth_error", orNull(r.growthError)},
            {"orbit_error", orNull(r.orbitError)},
            {"seconds", r.seconds},
            {"pass", r.passed}};
}

void print(const ClosedFormCase& c, const VerificationResult& r, Console& console) {
    char line[256];
    std::snprintf(line, sizeof line, "%-14s %-5s %9.5f %9.5f %9.2f %% %11s %7.1f s  %s", c.id.c_str(),
                  std::string(engine::name(c.dynamics.method)).c_str(), r.expected, r.obtained, 100 * r.velocityError,
                  r.growthError ? (shown(100 * *r.growthError, 3) + " %").c_str() : "", r.seconds,
                  r.passed ? "passed" : "FAILED");
    console.result(line);
    console.result("               " + c.what +
                   (r.orbitError ? "; rate of the orbit to " + shown(100 * *r.orbitError, 3) + " %" : ""));
}

void run(const Arguments& arguments, Console& console) {
    const auto cases = chosenCases(arguments);
    const std::uint64_t seed = arguments.seed("seed").value_or(0);
    engine::WorkerPool pool(threadsFrom(arguments));
    console.json["cases"] = Json::array();
    console.result("case           method  expected  obtained    velocity      growth    time");
    int passed = 0;
    {
        Progress progress(console, "Verifying");
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto part = [&](double done) {
                progress.update((double(i) + done) / double(cases.size()), cases[i]->id);
            };
            const VerificationResult result = engine::verify(*cases[i], pool, seed, console.stop(), part);
            console.json["cases"].push_back(jsonOf(*cases[i], result));
            print(*cases[i], result, console);
            passed += result.passed;
        }
    }
    console.result(std::to_string(passed) + " of " + std::to_string(cases.size()) + " passed.");
    if (passed < int(cases.size())) {
        console.finish(); // the results are wanted all the more
        throw Error(ErrorCode::WorkFailed,
                    std::to_string(int(cases.size()) - passed) + " of " + std::to_string(cases.size()) +
                        " closed forms were not met within their limits.");
    }
}

} // namespace

Command verifyCommand() {
    Command command;
    command.name = "verify";
    command.summary = "trains on populations whose answer is known and compares";
    command.options = {{"only", "T3,U2", "only these cases"}};
    command.example = "kinetoscope verify --only T1";
    command.details =
        "Expected and obtained are the energy the loss must reach, its sign turned. Errors are root mean squares on\n"
        "20,000 fresh samples, relative to the true field; where nothing moves, relative to the deviation of the\n"
        "population over its duration.";
    command.run = run;
    return command;
}

} // namespace app
