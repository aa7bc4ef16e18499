package io.throughline.stack.check;

import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stub.storefront.Shop;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells a running system of 200 difficult orders and counts what came of them, there and on the dashboard. */
public final class Check {

    private static final int ORDERS = 200;
    private static final int OF_EACH_ASKABLE = 3;
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

    /**
     * Whether every number is what it must be. A sabotage comes afterwards, and is counted by itself: it is noticed if
     * the answer is no.
     */
    public boolean run(Sabotage sabotage) {
        tellEverything();
        boolean settled = examination.awaitEnd();
        Saboteur saboteur = examination.saboteur();
        List<Story> lost = loseWebhooks();
        loseMessage(saboteur);
        settled &= examination.awaitRepaired(lost) && examination.awaitEnd();
        Report report = examination.report(settled);
        examination.compareFigures(report);
        examination.searchPersonalData(report);
        examination.rehearseRunbooks(report);
        examination.print(report);
        if (!report.isRight()) {
            out.println("The check has failed.");
            return false;
        }
        out.println("Nothing is lost, nothing is doubled.");
        return sabotage == Sabotage.NONE || isStillRightAfter(sabotage, saboteur);
    }

    private boolean isStillRightAfter(Sabotage sabotage, Saboteur saboteur) {
        switch (sabotage) {
            case NONE -> {}
            case SUPPRESSION -> saboteur.suppression();
            case LOST_EVENT -> loseOne(saboteur);
            case ALL -> {
                loseOne(saboteur);
                saboteur.suppression();
            }
        }
        out.println("Sabotage done: " + sabotage.word());
        Report report = examination.report(examination.awaitEnd());
        examination.print(report);
        out.println(report.isRight() ? "Nobody noticed." : "The sabotage was noticed.");
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
        tellOfAskable();
        examination.tell(library.noise());
        out.println("All webhooks are answered; waiting until every delivery has ended");
    }

    /** Shops that can be asked for their orders tell of some of them. */
    private void tellOfAskable() {
        List<Story> heard = sold(library::heard);
        heard.forEach(story -> stack.stubShops().keep(story.news().getFirst()));
        examination.tell(heard);
    }

    /** And are silent about others, which ingest has to find out and make good. */
    private List<Story> loseWebhooks() {
        List<Story> unheard = sold(library::unheard);
        examination.told(unheard);
        unheard.forEach(story -> stack.stubShops().keep(story.news().getFirst()));
        out.println(unheard.size() + " webhooks of shops that can be asked are lost; ingest has to ask");
        return unheard;
    }

    private List<Story> sold(Function<Shop, Story> kind) {
        return stack.stubShops().shops().stream()
                .flatMap(shop -> Stream.generate(() -> kind.apply(shop)).limit(OF_EACH_ASKABLE))
                .toList();
    }

    /** The system has to find out and make it good. */
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
