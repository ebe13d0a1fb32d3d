#include "processing/steps/jqpool.h"

namespace sluice {

JqPool::JqPool(QString program, std::unique_ptr<JqProgram> first) : m_program(std::move(program))
{
    m_free.push_back(std::move(first));
}

Result<JqPool::Lease> JqPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free.empty()) {
            Lease lease(m_free.back().release(), GiveBack{this});
            m_free.pop_back();
            return lease;
        }
    }
    auto compiled = JqProgram::compile(m_program);
    if (!compiled)
        return compiled.error();
    return Lease(std::move(compiled).value().release(), GiveBack{this});
}

void JqPool::giveBack(JqProgram *program)
{
    std::unique_ptr<JqProgram> owner(program);
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(owner));
}

} // namespace sluice
