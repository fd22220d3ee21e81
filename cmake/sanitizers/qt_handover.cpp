// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer what Qt does between threads. Linked into the tests of the tsan preset only.
//
// Qt comes from the system and is not instrumented: the sanitizer cannot see that an event which was posted
// on one thread happens before its delivery on another, nor that a pool's task starts after it was handed
// over, and would report everything that travels that way. These functions stand before Qt's own (the
// executable's symbols come first) and add that order. They say a little more than Qt guarantees, since all
// hand-overs share one clock; races of data that is not handed over are still found.
#include <QCoreApplication>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdlib>
#include <functional>
#include <utility>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#error "Qt's hand-over functions have other signatures here: adapt this file"
#endif

namespace {

char clockOfHandOvers;

void handOver()
{
    __tsan_release(&clockOfHandOvers);
}

void takeOver()
{
    __tsan_acquire(&clockOfHandOvers);
}

bool beforeDelivery(void**)
{
    takeOver();
    return false;
}

template <typename Function>
Function* original(const char* symbol)
{
    void* const found = dlsym(RTLD_NEXT, symbol);
    if (!found) std::abort(); // this Qt names its functions otherwise
    return reinterpret_cast<Function*>(found);
}

[[maybe_unused]] const bool listening =
    QInternal::registerCallback(QInternal::EventNotifyCallback, beforeDelivery);

} // namespace

bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type,
                                   void* result)
{
    static auto* const next = original<bool(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType,
                                            void*)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    handOver();
    const bool done = next(object, slot, type, result);
    takeOver();
    return done;
}

void QMetaObject::activate(QObject* sender, const QMetaObject* meta, int signal, void** arguments)
{
    static auto* const next = original<void(QObject*, const QMetaObject*, int, void**)>(
        "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    handOver();
    next(sender, meta, signal, arguments);
}

void QCoreApplication::postEvent(QObject* receiver, QEvent* event, int priority)
{
    static auto* const next =
        original<void(QObject*, QEvent*, int)>("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi");
    handOver();
    next(receiver, event, priority);
}

void QThreadPool::start(std::function<void()> task, int priority)
{
    static auto* const next =
        original<void(QThreadPool*, std::function<void()>, int)>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    std::function<void()> ordered = [task = std::move(task)] {
        takeOver();
        task();
        handOver();
    };
    handOver();
    next(this, std::move(ordered), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static auto* const next = original<bool(QThreadPool*, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = next(this, milliseconds);
    takeOver();
    return done;
}
