#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct {
  atomic_int in_use, up, dying;
  int output, curses, wake, null;
  int held, errors;  // the file that holds standard error back, and the true standard error; -1 if not held
  int has_modes;
  struct termios modes;
  char restore[512], program[64], fault_note[256];
  size_t restore_length;
  struct sigaction before[NSIG];
  void (*curses_resized)(int);
  atomic_int pending[NSIG];
} guard = {.output = -1, .curses = -1, .wake = -1, .null = -1, .held = -1, .errors = -1};

static char alternate_stack[1 << 16];

// Signals that end the program by way of its main loop, and those that end it at once.
static const int polite[] = {SIGTERM, SIGHUP, SIGINT};
static const struct {
  int signal;
  int is_fault;
  const char *name;
} fatal[] = {
    {SIGILL, 1, "SIGILL (a failed check)"},    {SIGTRAP, 1, "SIGTRAP (a failed check)"},
    {SIGSEGV, 1, "SIGSEGV (bad memory access)"}, {SIGBUS, 1, "SIGBUS (bad memory access)"},
    {SIGFPE, 1, "SIGFPE (bad arithmetic)"},    {SIGABRT, 1, "SIGABRT (abort)"},
    {SIGQUIT, 0, "SIGQUIT"},                   {SIGPIPE, 0, "SIGPIPE"},
};

// MARK: Async-signal-safe

static void put(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void put_text(int descriptor, const char *text) { put(descriptor, text, strlen(text)); }

static void release_errors(void) {
  if (guard.held < 0) return;
  dup2(guard.errors, STDERR_FILENO);
  if (lseek(guard.held, 0, SEEK_SET) != 0) return;
  char bytes[1024];
  ssize_t count;
  while ((count = read(guard.held, bytes, sizeof bytes)) > 0) put(STDERR_FILENO, bytes, (size_t)count);
  if (ftruncate(guard.held, 0) == 0) lseek(guard.held, 0, SEEK_SET);
}

// Curses may be in the middle of a write in another thread: what it still sends goes nowhere.
static void restore(void) {
  if (!atomic_exchange(&guard.up, 0)) return;
  dup2(guard.null, guard.curses);
  put(guard.output, guard.restore, guard.restore_length);
  tcflush(guard.output, TCIFLUSH);
  if (guard.has_modes) tcsetattr(guard.output, TCSANOW, &guard.modes);
  release_errors();
}

// A terminal that takes nothing more must not keep the process alive: SIGALRM ends it then.
static void limit_time(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(SIGALRM, &standard, NULL);
  sigset_t alone;
  sigemptyset(&alone);
  sigaddset(&alone, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &alone, NULL);
  alarm(2);
}

static void die(int signal, const char *name, const char *note) {
  if (!atomic_exchange(&guard.dying, 1)) {
    limit_time();
    restore();
    release_errors();
    put_text(STDERR_FILENO, guard.program);
    put_text(STDERR_FILENO, ": ended by ");
    put_text(STDERR_FILENO, name);
    if (*note) put_text(STDERR_FILENO, "; ");
    put_text(STDERR_FILENO, note);
    put_text(STDERR_FILENO, "\n");
  }
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(signal, &standard, NULL);
  raise(signal);  // blocked inside its handler: it strikes when the handler returns
}

static void on_fatal(int signal) {
  int saved = errno;
  for (size_t i = 0; i < COUNT(fatal); i++)
    if (fatal[i].signal == signal) die(signal, fatal[i].name, fatal[i].is_fault ? guard.fault_note : "");
  errno = saved;
}

static void note(int signal) {
  char byte = (char)signal;
  if (write(guard.wake, &byte, 1) < 0) { /* full: whoever reads it will wake anyhow */
  }
}

static void on_attention(int signal) {
  int saved = errno;
  int again = atomic_exchange(&guard.pending[signal], 1);
  // A second request before the first was heard: the main loop hangs.
  if (again && signal == SIGTERM) die(signal, "SIGTERM", "");
  if (again && signal == SIGINT) die(signal, "SIGINT", "");
  note(signal);
  errno = saved;
}

static void on_resize(int signal) {
  int saved = errno;
  if (guard.curses_resized) guard.curses_resized(signal);
  note(signal);
  errno = saved;
}

// MARK: Called from the program

static void catch_signal(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigfillset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

// A signal that the parent had ignored (nohup) stays ignored.
static void catch_unless_ignored(int signal, void (*handler)(int), int flags) {
  if (guard.before[signal].sa_handler == SIG_IGN)
    sigaction(signal, &guard.before[signal], NULL);
  else
    catch_signal(signal, handler, flags);
}

static void use_alternate_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
}

static void copy_text(char *target, size_t size, const char *source) {
  strncpy(target, source, size - 1);
  target[size - 1] = 0;
}

// Restores at `exit`, too. SIGWINCH is not among the signals put back: curses keeps its handler.
static void register_at_exit(void) {
  static int registered;
  if (!registered) registered = atexit(restore) == 0;
}

int terminal_guard_claim(void) {
  if (atomic_exchange(&guard.in_use, 1)) return -1;
  for (size_t i = 0; i < COUNT(polite); i++) sigaction(polite[i], NULL, &guard.before[polite[i]]);
  for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i].signal, NULL, &guard.before[fatal[i].signal]);
  sigaction(SIGTSTP, NULL, &guard.before[SIGTSTP]);
  sigaction(SIGCONT, NULL, &guard.before[SIGCONT]);
  return 0;
}

void terminal_guard_arm(const struct terminal_guard_plan *plan) {
  guard.output = plan->output;
  guard.curses = plan->curses;
  guard.wake = plan->wake;
  guard.restore_length = plan->restore_length < sizeof guard.restore ? plan->restore_length : sizeof guard.restore;
  memcpy(guard.restore, plan->restore, guard.restore_length);
  copy_text(guard.program, sizeof guard.program, plan->program);
  copy_text(guard.fault_note, sizeof guard.fault_note, plan->fault_note);
  guard.null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (isatty(STDERR_FILENO)) {
    guard.held = memfd_create("standard error", MFD_CLOEXEC);
    guard.errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  }
  for (int i = 0; i < NSIG; i++) atomic_store(&guard.pending[i], 0);

  use_alternate_stack();
  register_at_exit();
  for (size_t i = 0; i < COUNT(polite); i++) catch_unless_ignored(polite[i], on_attention, SA_RESTART);
  for (size_t i = 0; i < COUNT(fatal); i++) catch_unless_ignored(fatal[i].signal, on_fatal, SA_ONSTACK);
  catch_unless_ignored(SIGTSTP, on_attention, SA_RESTART);
  catch_signal(SIGCONT, on_attention, SA_RESTART);
  struct sigaction resized;
  sigaction(SIGWINCH, NULL, &resized);
  if (resized.sa_handler != SIG_DFL && resized.sa_handler != SIG_IGN) guard.curses_resized = resized.sa_handler;
  catch_signal(SIGWINCH, on_resize, SA_RESTART);
}

void terminal_guard_disarm(void) {
  if (!atomic_load(&guard.in_use)) return;
  for (size_t i = 0; i < COUNT(polite); i++) sigaction(polite[i], &guard.before[polite[i]], NULL);
  for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i].signal, &guard.before[fatal[i].signal], NULL);
  sigaction(SIGTSTP, &guard.before[SIGTSTP], NULL);
  sigaction(SIGCONT, &guard.before[SIGCONT], NULL);
  if (guard.curses_resized) catch_signal(SIGWINCH, guard.curses_resized, SA_RESTART);
  if (guard.null >= 0) close(guard.null);
  if (guard.held >= 0) close(guard.held);
  if (guard.errors >= 0) close(guard.errors);
  guard.output = guard.curses = guard.wake = guard.null = guard.held = guard.errors = -1;
  atomic_store(&guard.in_use, 0);
}

void terminal_guard_save_modes(void) { guard.has_modes = tcgetattr(guard.output, &guard.modes) == 0; }

void terminal_guard_up(void) {
  if (guard.held >= 0) dup2(guard.held, STDERR_FILENO);
  atomic_store(&guard.up, 1);
}

void terminal_guard_down(void) {
  if (atomic_exchange(&guard.up, 0)) release_errors();
}

int terminal_guard_take(int signal) { return atomic_exchange(&guard.pending[signal], 0); }

void terminal_guard_stop(int whole_group) {
  struct sigaction stop = {.sa_handler = SIG_DFL};
  if (guard.before[SIGTSTP].sa_handler == SIG_IGN) stop.sa_handler = SIG_IGN;
  if (whole_group) {
    // The others of the group only: this process stops below, not whenever one of its threads gets to it.
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGTSTP, &ignore, NULL);
    kill(0, SIGTSTP);
  }
  sigaction(SIGTSTP, &stop, NULL);
  // Sent to this very thread, which may be one that blocks signals, it has stopped all and been continued on return.
  sigset_t signals, before;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &signals, &before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  catch_unless_ignored(SIGTSTP, on_attention, SA_RESTART);
  terminal_guard_take(SIGTSTP);
  terminal_guard_take(SIGCONT);
}
