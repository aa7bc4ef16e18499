package io.throughline.runtime.dispatch;

import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.CallRates.Grant;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Makes calls wait until the downstream system admits one, by number at once and by rate, all instances counted. */
public final class CallRate {

    /** However long the wait, what was said may change: a limit that is raised, a day that is over. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 1000;

    private final CallRates rates;
    private final CallShare share;
    private final Duration attemptLimit;

    /** Fair, so that the first to wait is the first to call. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private int tokens;
    private int block = 1;
    private boolean usedUp;
    private long usableUntil;
    private volatile long nextGrant = System.nanoTime();

    /** @param attemptLimit longest that an attempt may take; half of it may be spent on waiting for its turn */
    public CallRate(CallRates rates, CallShare share, Duration attemptLimit) {
        this.rates = rates;
        this.share = share;
        this.attemptLimit = attemptLimit;
    }

    /** How many calls this instance may make at the same time. */
    int callsAtOnce() {
        return share.permitted();
    }

    /** How many calls make sense in hand: what cannot be called for in time is better left to others. */
    int permitted() {
        if (!rates.isLimited()) {
            return share.permitted();
        }
        Duration patience = attemptLimit.dividedBy(2);
        return nextGrant - System.nanoTime() > patience.toNanos()
                ? 0
                : Math.min(share.permitted(), rates.fitInto(patience));
    }

    /**
     * Waits for the right to make one call: a place among the calls at once first, because what the rate gives must be
     * used at once.
     *
     * @param until on the monotonic clock
     * @throws CallRefused when it takes longer than it may be waited
     */
    Turn awaitTurn(long until) {
        try {
            Turn place = share.enter(until).orElseThrow(CallRefused::noPlace);
            boolean given = false;
            try {
                awaitToken(until);
                given = true;
            } finally {
                if (!given) {
                    place.close();
                }
            }
            return place;
        } catch (InterruptedException alarm) {
            Thread.currentThread().interrupt();
            throw new CallRefused(Duration.ZERO);
        }
    }

    private void awaitToken(long until) throws InterruptedException {
        if (!rates.isLimited()) {
            return;
        }
        turn.lockInterruptibly();
        try {
            while (!spend()) {
                long wait = nextGrant - System.nanoTime();
                if (System.nanoTime() + wait - until >= 0) {
                    throw new CallRefused(Duration.ofNanos(Math.max(wait, 0)));
                }
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                refill();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean spend() {
        if (tokens == 0 || System.nanoTime() - usableUntil >= 0) {
            tokens = 0;
            return false;
        }
        tokens--;
        usedUp = tokens == 0;
        return true;
    }

    /**
     * Asks for as much as is waited for, and for more each time as long as all of it is used. What is kept too long is
     * lost: used later it would exceed a later window.
     */
    private void refill() {
        int waiting = turn.getQueueLength() + 1;
        block = Math.max(waiting, usedUp ? Math.min(2 * block, MOST_AT_ONCE) : 1);
        usedUp = false;
        long asked = System.nanoTime();
        Grant grant = rates.take(block);
        tokens = grant.tokens();
        usableUntil = asked + rates.kept().toNanos();
        Duration next = grant.next().compareTo(ASK_AGAIN) > 0 ? ASK_AGAIN : grant.next();
        nextGrant = grant.tokens() > 0 ? asked : System.nanoTime() + next.toNanos();
    }
}
