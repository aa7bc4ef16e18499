package io.throughline.stack.faults;

import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stub.Hold;
import java.util.List;

/**
 * A call of the adapter waits to be carried out.
 *
 * @param carriedOut whether it is, once its caller is gone
 */
record CallAtTheDoor(Stack stack, Service adapter, Hold hold, boolean carriedOut) implements Standstill {

    @Override
    public List<Service> standing() {
        return hold.held().stream()
                .limit(1)
                .map(call -> stack.caller(adapter, call))
                .toList();
    }

    @Override
    public void close() {
        if (carriedOut) {
            hold.carryOut();
        } else {
            hold.forget();
        }
    }
}
