package io.throughline.stack.check;

import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tells a running system of 200 difficult orders and counts what came of them, there and on the dashboard. */
public final class Check {

    private static final int ORDERS = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(150);

    private final Stack stack;
    private final PrintStream out;
    private final Library library;
    private final Examination examination;

    public Check(Stack stack, Clock clock, PrintStream out) {
        this.stack = stack;
        this.out = out;
        this.library = new Library(clock, stack.shops());
        this.examination = new Examination(stack, out, LONGEST_WAIT);
    }

    /** Whether every number is what it must be. */
    public boolean run(Sabotage sabotage) {
        tellEverything();
        boolean settled = examination.awaitEnd();
        Saboteur saboteur = examination.saboteur();
        switch (sabotage) {
            case NONE -> loseMessage(saboteur);
            case SUPPRESSION -> saboteur.suppression();
            case LOST_EVENT -> loseOne(saboteur);
            case ALL -> {
                loseOne(saboteur);
                saboteur.suppression();
            }
        }
        if (sabotage != Sabotage.NONE) {
            out.println("Sabotage done: " + sabotage.word());
        }
        settled &= examination.awaitEnd();
        Report report = examination.report(settled);
        if (sabotage == Sabotage.NONE) {
            examination.compareFigures(report);
            examination.searchPersonalData(report);
        }
        examination.print(report);
        out.println(report.isRight() ? "Nothing is lost, nothing is doubled." : "The check has failed.");
        return report.isRight();
    }

    private void tellEverything() {
        List<Story> orders = library.orders(ORDERS);
        int half = orders.size() / 2;
        examination.tell(orders.subList(0, half));
        out.println("Half of the orders are sent; finance-adapter is killed and started again");
        stack.fleet().kill(Service.FINANCE);
        examination.tell(orders.subList(half, orders.size() - half / 2));
        stack.fleet().startAgain(Service.FINANCE);
        examination.tell(orders.subList(orders.size() - half / 2, orders.size()));
        examination.tell(library.noise());
        out.println("All webhooks are answered; waiting until every delivery has ended");
    }

    /** No sabotage: the system has to find out and make it good. */
    private void loseMessage(Saboteur saboteur) {
        Story story = library.another();
        examination.told(List.of(story));
        saboteur.loseMessage(story, examination.teller(), Service.FINANCE);
        out.println("A message is lost on its way to finance-adapter; waiting until it comes again");
    }

    private void loseOne(Saboteur saboteur) {
        Story story = library.another();
        examination.told(List.of(story));
        saboteur.loseEvents(story, examination.teller());
    }
}
