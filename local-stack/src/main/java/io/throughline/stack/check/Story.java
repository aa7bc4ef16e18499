package io.throughline.stack.check;

import io.throughline.stub.storefront.Sale;
import java.util.List;

/**
 * One order's life as its storefront tells it.
 *
 * @param title what is difficult about it: {@code an update before its create}
 * @param posts what is sent, in this order
 * @param news the snapshots that say something new, in the order in which they arrive; none when nothing of it can be
 *     understood
 * @param noChange webhooks that are understood and say nothing new, duplicates left out
 * @param quarantined webhooks that are accepted and not understood
 */
record Story(String title, List<Post> posts, List<Sale> news, int noChange, int quarantined, Trouble trouble) {

    Story {
        posts = List.copyOf(posts);
        news = List.copyOf(news);
    }

    static Story of(String title, List<Post> posts, List<Sale> news) {
        return new Story(title, posts, news, 0, 0, Trouble.NONE);
    }

    Story withNoChange(int webhooks) {
        return new Story(title, posts, news, webhooks, quarantined, trouble);
    }

    Story withQuarantined(int webhooks) {
        return new Story(title, posts, news, noChange, webhooks, trouble);
    }

    Story with(Trouble met) {
        return new Story(title, posts, news, noChange, quarantined, met);
    }

    /** The order's key; only of a story with news. */
    String orderKey() {
        return news.getFirst().orderKey();
    }
}
