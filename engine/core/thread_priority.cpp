#include "engine/core/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace engine {

void giveWay() {
    // A quarter of the way to the last place: another program that computes must not starve the training. Linux keeps
    // this value by thread, and a new thread has that of the one that made it.
    constexpr int kNiceness = 5;
    ::setpriority(PRIO_PROCESS, id_t(::gettid()), kNiceness);
}

} // namespace engine
