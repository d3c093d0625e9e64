package shop;

import java.math.BigDecimal;

import jakarta.persistence.Entity;

import io.quarkus.hibernate.orm.panache.PanacheEntity;

@Entity
public class Purchase extends PanacheEntity {

    public BigDecimal amount;

    public boolean reserved;
}
