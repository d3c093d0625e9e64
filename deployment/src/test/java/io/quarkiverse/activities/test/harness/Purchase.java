package io.quarkiverse.activities.test.harness;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity of the application. */
@Entity
public class Purchase {

    @Id
    public long id;

    public String article;
}
