#pragma once

namespace engine {

/// Makes the calling thread, and those it starts from now on, give way to threads a person waits for: alone they run as
/// fast as before. Where the system refuses, nothing changes.
void giveWay();

} // namespace engine
