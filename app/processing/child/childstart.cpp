#include "processing/child/childstart.h"

#include "processing/child/childprocess.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>

namespace sluice {

namespace {

struct Pipe
{
    FileDescriptor reading;
    FileDescriptor writing;

    bool open()
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        reading = FileDescriptor(ends[0]);
        writing = FileDescriptor(ends[1]);
        return true;
    }
};

/// As exec wants it.
class Words
{
public:
    void add(const QString &word) { m_words.push_back(QFile::encodeName(word).toStdString()); }
    char **data()
    {
        m_pointers.clear();
        for (auto &word : m_words)
            m_pointers.push_back(word.data());
        m_pointers.push_back(nullptr);
        return m_pointers.data();
    }

private:
    std::vector<std::string> m_words;
    std::vector<char *> m_pointers;
};

struct Actions
{
    posix_spawn_file_actions_t actions{};
    Actions() { ::posix_spawn_file_actions_init(&actions); }
    Actions(const Actions &) = delete;
    Actions &operator=(const Actions &) = delete;
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions); }
};

struct Attributes
{
    posix_spawnattr_t attributes{};
    Attributes() { ::posix_spawnattr_init(&attributes); }
    Attributes(const Attributes &) = delete;
    Attributes &operator=(const Attributes &) = delete;
    ~Attributes() { ::posix_spawnattr_destroy(&attributes); }
};

/// A group of its own, and the signals as a shell would hand them on.
void describe(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXFSZ, SIGCHLD})
        ::sigaddset(&usual, signal);
    ::posix_spawnattr_setpgroup(attributes, 0);
    ::posix_spawnattr_setsigmask(attributes, &none);
    ::posix_spawnattr_setsigdefault(attributes, &usual);
    ::posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

} // namespace

int startChild(const ChildCommand &command, StartedChild *started)
{
    Pipe in;
    Pipe out;
    Pipe err;
    if (!in.open() || !out.open() || !err.open())
        return errno;
    Actions actions;
    ::posix_spawn_file_actions_adddup2(&actions.actions, in.reading.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions.actions, out.writing.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions.actions, err.writing.get(), STDERR_FILENO);
    if (!command.folder.isEmpty())
        ::posix_spawn_file_actions_addchdir_np(&actions.actions, QFile::encodeName(command.folder).constData());
    Attributes attributes;
    describe(&attributes.attributes);
    Words words;
    words.add(command.program);
    for (const auto &argument : command.arguments)
        words.add(argument);
    Words environment;
    for (const auto &variable : command.environment)
        environment.add(variable);
    const auto program = QFile::encodeName(command.program);
    const int problem = ::posix_spawnp(&started->pid, program.constData(), &actions.actions, &attributes.attributes,
                                       words.data(), environment.data());
    if (problem != 0)
        return problem;
    for (auto *end : {&in.writing, &out.reading, &err.reading})
        ::fcntl(end->get(), F_SETFL, O_NONBLOCK);
    started->input = std::move(in.writing);
    started->output = std::move(out.reading);
    started->errors = std::move(err.reading);
    return 0;
}

} // namespace sluice
