package org.acme;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;

@ApplicationScoped
public class Newsletter {

    private static final Logger LOG = Logger.getLogger(Newsletter.class);

    @Activity(startToCloseTimeout = "10s")
    public void askToConfirm(String address) {
        LOG.infof("Mail to %s: please confirm your subscription", address);
    }

    @Activity(startToCloseTimeout = "10s")
    public void welcome(String address) {
        LOG.infof("Mail to %s: welcome to the newsletter", address);
    }
}
